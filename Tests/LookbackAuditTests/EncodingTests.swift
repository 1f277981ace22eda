import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("the canonical encoding")
struct EncodingTests {
  private let place = EventRecord.Place(id: CaseID(7), definition: Array(repeating: 9, count: 32))

  @Test("a case is read back as it was written", arguments: 0..<200)
  func caseIsIdentity(seed: Int) throws {
    var facts = RandomFacts(seed: seed)
    let written = facts.wholeCase()
    #expect(try Case(canonicalBytes: written.canonicalBytes) == written)
  }

  @Test("an event is read back as it was written, with its texts", arguments: 0..<200)
  func eventIsIdentity(seed: Int) throws {
    var facts = RandomFacts(seed: seed)
    let written = facts.event()
    let previous = place.genesis(.sha256)
    let told = try EventRecord(written, at: place, after: previous).event()
    #expect(told.event == written)
    #expect(told.place == place)
    #expect(told.previous == previous)
  }

  @Test("texts kept beside an event are read back as they were written", arguments: 0..<50)
  func textsAreIdentity(seed: Int) throws {
    var facts = RandomFacts(seed: seed)
    let texts = EventRecord(facts.event(), at: place, after: []).texts
    #expect(try EventTexts(bytes: texts.bytes) == texts)
  }

  @Test("equal cases give equal bytes, whatever the order in which they were filled", arguments: 0..<50)
  func equalGivesEqual(seed: Int) throws {
    var facts = RandomFacts(seed: seed)
    let first = facts.wholeCase()
    var second = first
    for index in second.tracks.indices {
      second.tracks[index].data = rebuilt(first.tracks[index].data)
      second.tracks[index].marks = first.tracks[index].marks.entries.reversed().reduce(into: NameMap()) {
        $0[$1.key] = $1.value
      }
      second.tracks[index].fired = Set(first.tracks[index].fired.reversed())
    }
    #expect(second.canonicalBytes == first.canonicalBytes)
  }

  /// The same entries in a dictionary of another size, hence of another inner order.
  private func rebuilt<V>(_ map: [String: V]) -> [String: V] {
    var result: [String: V] = [:]
    result.reserveCapacity(1_000)
    for (key, value) in map.sorted(by: { $0.key > $1.key }) { result[key] = value }
    return result
  }

  @Test("both zeros are one number and one encoding")
  func zeros() throws {
    #expect(bytes(of: .double(0.0)) == bytes(of: .double(-0.0)))
  }

  @Test("a value nested deeper than any field allows is refused, not followed to the end of the stack")
  func depth() throws {
    var deep = Value.null
    for _ in 0..<100 { deep = .list([deep]) }
    #expect(throws: MalformedBytes.self) { try Case(canonicalBytes: bytes(of: deep)) }
  }

  private func bytes(of value: Value) -> [UInt8] {
    let stamp = Stamp(sequence: 1, at: Moment(microseconds: 0), on: CivilDate(days: 0))
    var root = Track(
      id: .root, parent: nil, group: "", workflow: WorkflowReference(name: "w", version: 1), unit: nil, state: "s",
      entered: stamp)
    root.data = ["x": value]
    return Case(id: CaseID(1), sequence: 1, opened: stamp.at, tracks: [root]).canonicalBytes
  }

  @Test("the encoding of today is the encoding of tomorrow")
  func golden() {
    let expected: [UInt8] = [
      0x06, 0x01, 0x02, 0x0A, 0x01, 0x02, 0x0E, 0x01, 0x02, 0x12, 0x01, 0x00, 0x17, 0x29, 0x06, 0x01, 0x00, 0x0D, 0x00,
      0x11, 0x01, 0x77, 0x16, 0x01, 0x02, 0x1D, 0x01, 0x73, 0x23, 0x09, 0x06, 0x01, 0x02, 0x0A, 0x01, 0x00, 0x0E, 0x01,
      0x00, 0x26, 0x01, 0x02, 0x2A, 0x01, 0x00, 0x2F, 0x08, 0x05, 0x01, 0x78, 0x0B, 0x03, 0x0A, 0x01, 0x02,
    ]
    #expect(bytes(of: .bool(true)) == expected)
  }
}
