import LookbackCore
import Synchronization
import Testing

@testable import LookbackRuntime

@Suite struct CaseIDSourceTests {
  @Test("numbers of one source never repeat, grow with time and visit the lanes in turn")
  func numbersAreDistinct() {
    let source = CaseIDSource(start: 63)
    let ids = (0..<10_000).map { _ in source.next() }
    #expect(Set(ids).count == ids.count)
    #expect(ids.map { $0.value >> 22 } == ids.map { $0.value >> 22 }.sorted())
    #expect(ids.prefix(130).map(\.lane) == (0..<130).map { Int16($0 % 64) })
    #expect(ids.allSatisfy { $0.value > 0 })
  }

  @Test("a full millisecond borrows the next one, and a clock that goes back repeats nothing")
  func fullMillisecondBorrows() {
    let clock = Mutex<Int64>(1_735_689_600_005)
    let source = CaseIDSource(start: 0) { clock.withLock { $0 } }
    var last = source.next()
    for _ in 1..<(1 << 22) { last = source.next() }
    #expect(last.value >> 22 == 5)
    #expect(source.next().value >> 22 == 6)
    clock.withLock { $0 -= 3 }
    #expect(source.next().value >> 22 == 6)
  }

  @Test("milliseconds count from 2025-01-01 UTC and fit 41 bits for 69 years")
  func epochIsOurOwn() {
    let source = CaseIDSource(start: 0) { 1_735_689_600_000 + (1 << 41) - 1 }
    let id = source.next()
    #expect(id.value > 0)
    #expect(id.value >> 22 == (1 << 41) - 1)
  }
}
