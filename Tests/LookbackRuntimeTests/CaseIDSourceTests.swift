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

  @Test("a full tick borrows the next one, and a clock that goes back repeats nothing")
  func fullTickBorrows() {
    let clock = Mutex<Int64>(1_735_689_600_040)
    let source = CaseIDSource(start: 0) { clock.withLock { $0 } }
    var last = source.next()
    for _ in 1..<(1 << 22) { last = source.next() }
    #expect(last.value >> 22 == 5)
    #expect(source.next().value >> 22 == 6)
    clock.withLock { $0 -= 24 }
    #expect(source.next().value >> 22 == 6)
  }

  @Test(
    "ticks count from 2025-01-01 UTC, and numbers are positive and grow for centuries",
    arguments: [Int64(1), 70, 500, 557, 600])
  func lastForCenturies(years: Int64) {
    let passed = years * 31_557_600_000
    let source = CaseIDSource(start: 0) { 1_735_689_600_000 + passed }
    let id = source.next()
    #expect(id.value > 0)
    #expect(id.value >> 22 == min(passed / 8, (1 << 41) - 1))
    #expect(source.next() > id)
  }

  @Test("after the last tick numbers stay positive, and none comes twice before all of it are used")
  func lastTick() {
    let source = CaseIDSource(start: 0) { .max / 2 }
    let ids = (0..<1_000).map { _ in source.next() }
    #expect(ids.allSatisfy { $0.value > 0 })
    #expect(Set(ids).count == ids.count)
  }
}
