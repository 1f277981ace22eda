import LookbackAudit
import LookbackCore
import LookbackTime
import Testing

@Suite("the chain of administrative acts")
struct ActChainTests {
  private static let acts: [AdministrativeAct] = [
    AdministrativeAct(.officeCreated, "main", []),
    AdministrativeAct(.personAdded, "安", [.init("name", to: "安"), .init("uid", to: "1000")]),
    AdministrativeAct(.personChanged, "安", [.init("name", from: "安", to: "An"), .init("uid", from: "1000", to: nil)]),
    AdministrativeAct(.signInRefused, "GET /v1/cases", [.init("unrecorded", to: "")]),
  ]

  private func recorded(_ number: Int, _ person: String? = nil) -> RecordedAct {
    RecordedAct(
      number: Int64(number), at: Moment(microseconds: Int64(number) * 1_000_000),
      initiator: Initiator(person: person, via: "peer 0"), act: Self.acts[(number - 1) % Self.acts.count])
  }

  private func records(_ count: Int) -> [ActRecord] {
    var head = ActRecord.genesis()
    return (1...count).map { number in
      let record = ActRecord(recorded(number, number.isMultiple(of: 2) ? "liu" : nil), after: head)
      head = record.link
      return record
    }
  }

  private func fault(in records: [ActRecord]) -> ActFault? {
    var chain = ActChain()
    for record in records {
      do throws(ActFault) { _ = try chain.take(record) } catch { return error }
    }
    return nil
  }

  @Test("says again what was written, with and without a person, values before and after")
  func reads() throws {
    for (index, record) in records(8).enumerated() {
      let number = index + 1
      #expect(try record.act().recorded == recorded(number, number.isMultiple(of: 2) ? "liu" : nil))
    }
    #expect(fault(in: records(8)) == nil && fault(in: []) == nil)
  }

  @Test("equal acts after the same link have equal bytes, and any other moment or initiator has others")
  func canonical() {
    let link = ActRecord.genesis()
    #expect(ActRecord(recorded(2), after: link) == ActRecord(recorded(2), after: link))
    #expect(ActRecord(recorded(2), after: link).link != ActRecord(recorded(2, "liu"), after: link).link)
    #expect(ActRecord(recorded(2), after: link).link != ActRecord(recorded(2), after: [1]).link)
  }

  @Test("any changed byte is found, and the number of its act is named")
  func flippedByte() {
    let sound = records(4)
    for (index, record) in sound.enumerated() {
      for place in record.body.indices {
        var (forged, body) = (sound, record.body)
        body[place] ^= 0x01
        forged[index] = ActRecord(body: body, link: record.link)
        #expect(fault(in: forged) == ActFault(.wrongLink, number: Int64(index + 1)))
      }
    }
  }

  @Test("an act that is forged with its own link, taken away, repeated or swapped is found")
  func forged() {
    let sound = records(5)
    var withOwnLink = sound
    withOwnLink[2] = ActRecord(recorded(3, "somebody"), after: sound[1].link)
    #expect(fault(in: withOwnLink) == ActFault(.broken, number: 4))
    var missing = sound
    missing.remove(at: 1)
    #expect(fault(in: missing) == ActFault(.gap, number: 2))
    #expect(fault(in: Array(sound.dropFirst())) == ActFault(.gap, number: 1))
    #expect(fault(in: sound + [sound[4]]) == ActFault(.gap, number: 6))
    var swapped = sound
    swapped.swapAt(1, 2)
    #expect(fault(in: swapped) == ActFault(.gap, number: 2))
    let unreadable = ActRecord(body: [0], link: EventRecord.link(of: [0], .sha256))
    #expect(fault(in: [unreadable]) == ActFault(.malformed, number: 1))
  }
}
