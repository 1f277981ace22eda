package import LookbackCore

/// What is wrong with a case: with its history, at its first bad event, or with what is derived from it.
package struct ChainFault: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Sendable {
    case malformed = "its bytes cannot be read"
    case wrongLink = "its link is not the hash of its bytes"
    case broken = "it does not follow the event before it"
    case misplaced = "it belongs to another case"
    case gap = "its number does not follow"
    case altered = "a column beside its bytes says something else"
    case state = "the stored case is not what its history makes"
    case missing = "the case has no history"
    case lost = "the case is gone, only its history is left"
    case unarmed = "a timer that the case waits for is not armed"
    case workItems = "the worklists do not show what is to be done"
    case view = "the lists show the case otherwise"
    case keys = "a unique value of the case is not reserved for it"
  }
  package let id: CaseID
  package let sequence: Int64
  package let kind: Kind

  package init(_ kind: Kind, id: CaseID, sequence: Int64) {
    self.kind = kind
    self.id = id
    self.sequence = sequence
  }

  package var description: String { "case \(id), event \(sequence): \(kind.rawValue)" }
}

/// Checks a whole history, from its first event on.
package struct HashChain: Sendable {
  package private(set) var head: [UInt8]?
  package private(set) var events: [CaseEvent] = []
  private let place: EventRecord.Place
  private let digest: Digest

  package init(_ place: EventRecord.Place, _ digest: Digest = .sha256) {
    self.place = place
    self.digest = digest
  }

  /// Takes the next record; nil if it stands where it should and says what it was when it was written.
  package mutating func take(_ record: EventRecord) -> ChainFault? {
    let expected = Int64(events.count) + 1
    func fault(_ kind: ChainFault.Kind) -> ChainFault { ChainFault(kind, id: place.id, sequence: expected) }
    guard EventRecord.link(of: record.body, digest) == record.link else { return fault(.wrongLink) }
    guard let told = try? record.event() else { return fault(.malformed) }
    guard told.place == place else { return fault(.misplaced) }
    guard told.previous == (head ?? place.genesis(digest)) else { return fault(.broken) }
    guard told.event.sequence == expected else { return fault(.gap) }
    head = record.link
    events.append(told.event)
    return nil
  }

  /// The first fault of a whole history, in the order of its events; nil if it is as it was written.
  package static func firstFault(
    in records: [EventRecord], at place: EventRecord.Place, _ digest: Digest = .sha256
  ) -> ChainFault? {
    var chain = HashChain(place, digest)
    for record in records { if let fault = chain.take(record) { return fault } }
    return nil
  }
}
