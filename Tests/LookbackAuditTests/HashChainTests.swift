import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("the hash chain of a case")
struct HashChainTests {
  private let place = EventRecord.Place(id: CaseID(7), definition: Array(repeating: 5, count: 32))

  private func records(_ count: Int64, at place: EventRecord.Place? = nil, _ digest: Digest = .sha256) -> [EventRecord]
  {
    let place = place ?? self.place
    var facts = RandomFacts(seed: 11)
    var head = place.genesis(digest)
    return (1...count).map { sequence in
      var event = facts.event(sequence: sequence)
      event.changes.append(.noted(name: "reason", .string("secret \(sequence)")))
      let record = EventRecord(event, at: place, after: head, digest)
      head = record.link
      return record
    }
  }

  private func fault(in records: [EventRecord], _ digest: Digest = .sha256) -> ChainFault? {
    var chain = HashChain(place, digest)
    for record in records { if let fault = chain.take(record) { return fault } }
    return nil
  }

  @Test("a history as it was written has no fault", arguments: Digest.allCases)
  func sound(digest: Digest) {
    #expect(fault(in: records(20, digest), digest) == nil)
    #expect(fault(in: [], digest) == nil)
  }

  @Test("any changed byte of any event is found, and its number is named")
  func flippedByte() {
    let sound = records(5)
    for (index, record) in sound.enumerated() {
      for place in record.body.indices {
        var forged = sound
        var body = record.body
        body[place] ^= 0x01
        forged[index] = EventRecord(body: body, link: record.link, texts: record.texts)
        #expect(fault(in: forged) == ChainFault(.wrongLink, id: CaseID(7), sequence: Int64(index + 1)))
      }
    }
  }

  @Test("an event forged with its own link is found at the event after it")
  func forgedWithLink() throws {
    var forged = records(5)
    var event = try forged[2].event().event
    event.actor = "somebody else"
    forged[2] = EventRecord(event, at: place, after: forged[1].link)
    #expect(fault(in: forged) == ChainFault(.broken, id: CaseID(7), sequence: 4))
  }

  @Test("a removed, repeated, swapped or foreign event is found")
  func displaced() {
    let sound = records(5)
    #expect(fault(in: Array(sound.dropFirst()))?.kind == .broken)
    #expect(fault(in: [sound[0], sound[2]]) == ChainFault(.broken, id: CaseID(7), sequence: 2))
    #expect(fault(in: [sound[0], sound[0]]) == ChainFault(.broken, id: CaseID(7), sequence: 2))
    #expect(fault(in: [sound[1], sound[0]]) == ChainFault(.broken, id: CaseID(7), sequence: 1))
    let foreign = EventRecord.Place(id: CaseID(8), definition: place.definition)
    #expect(fault(in: records(1, at: foreign)) == ChainFault(.misplaced, id: CaseID(7), sequence: 1))
  }

  @Test("a number left out by the writer itself is found")
  func gap() {
    var facts = RandomFacts(seed: 1)
    let record = EventRecord(facts.event(sequence: 2), at: place, after: place.genesis(.sha256))
    #expect(fault(in: [record]) == ChainFault(.gap, id: CaseID(7), sequence: 1))
  }

  @Test("case and definition each change the first link")
  func genesis() {
    let places = [
      place, .init(id: CaseID(8), definition: place.definition), .init(id: place.id, definition: []),
    ]
    #expect(Set(places.map { $0.genesis(.sha256) }).count == places.count)
  }

  @Test("erased texts leave the chain whole, changed texts do not")
  func erasure() throws {
    let sound = records(3)
    let erased = sound.map { EventRecord(body: $0.body, link: $0.link, texts: EventTexts()) }
    #expect(fault(in: erased) == nil)
    let told = try erased[1].event().event
    #expect(told.changes.last == .noted(name: "reason", .null))
    var forged = sound
    var texts = sound[1].texts
    texts.commitments[0] = Commitment(salt: texts.commitments[0].salt, text: "harmless")
    forged[1] = EventRecord(body: sound[1].body, link: sound[1].link, texts: texts)
    #expect(fault(in: forged) == ChainFault(.malformed, id: CaseID(7), sequence: 2))
  }

  @Test("no text stands in the bytes of an event, and equal texts are committed to differently")
  func commitments() {
    let record = records(1)[0]
    #expect(!String(decoding: record.body, as: UTF8.self).contains("secret"))
    #expect(record.texts.commitments.allSatisfy { $0.salt.count == Commitment.saltSize })
    #expect(records(1)[0].texts != record.texts)
  }

  @Test(
    "the hashes are those of the standards",
    arguments: [
      (Digest.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    ])
  func standards(digest: Digest, hex: String) {
    let found = digest.hash(Array("abc".utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    #expect(found.joined() == hex)
  }
}
