import LookbackAudit
import LookbackCore
import SeededTesting
import Testing

@Suite("bytes that were not written by the encoding")
struct MalformedBytesTests {
  private let place = EventRecord.Place(id: CaseID(7), definition: [1, 2, 3])

  @Test("a case cut short anywhere is refused", arguments: 0..<10)
  func truncatedCase(seed: Int) {
    var facts = RandomFacts(seed: seed)
    let bytes = facts.wholeCase().canonicalBytes
    // A cut between two tracks leaves a whole, shorter case: what matters is that it is read as just that.
    for length in bytes.indices {
      let cut = Array(bytes[..<length])
      if let read = try? Case(canonicalBytes: cut) { #expect(read.canonicalBytes == cut) }
    }
  }

  @Test("a case with one byte changed is refused, or is another case with one encoding", arguments: 0..<6)
  func flippedCase(seed: Int) {
    var facts = RandomFacts(seed: seed)
    let bytes = facts.wholeCase().canonicalBytes
    for index in bytes.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var flipped = bytes
        flipped[index] ^= mask
        guard let read = try? Case(canonicalBytes: flipped) else { continue }
        #expect(read.canonicalBytes == flipped)
      }
    }
  }

  @Test("an event with any byte changed no longer tells what it told", arguments: 0..<6)
  func flippedEvent(seed: Int) throws {
    var facts = RandomFacts(seed: seed)
    let record = EventRecord(facts.event(), at: place, after: [4, 5, 6])
    let told = try record.event()
    for index in record.body.indices {
      var body = record.body
      body[index] ^= 0x10
      let forged = EventRecord(body: body, link: record.link, texts: record.texts)
      guard let other = try? forged.event() else { continue }
      let isOther = other.event != told.event || other.place != told.place || other.previous != told.previous
      #expect(isOther, "byte \(index)")
    }
  }

  @Test("bytes drawn by lot are refused", arguments: 0..<500)
  func noise(seed: Int) {
    var random = SplitMix64(seed: seed)
    let bytes = (0..<Int(random.next() % 60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    #expect(throws: MalformedBytes.self) { try Case(canonicalBytes: bytes) }
    #expect(throws: MalformedBytes.self) {
      try EventRecord(body: bytes, link: [], texts: EventTexts()).event()
    }
  }
}
