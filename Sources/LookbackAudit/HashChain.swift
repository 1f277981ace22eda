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
    case detached = "its history does not go through a month that was taken out as was recorded then"
    case unarmed = "a timer that the case waits for is not armed"
    case workItems = "the worklists do not show what is to be done"
    case view = "the lists show the case otherwise"
    case readers = "others may see the case than should"
    case keys = "a unique value of the case is not reserved for it"
    case closings = "the statistics count its endings otherwise"
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

/// A part of a chain whose events are not at hand, by its two ends.
package struct ChainRange: Hashable, Sendable {
  package var first: Int64
  package var last: Int64
  /// The link before it; nil at the beginning of a case.
  package var previous: [UInt8]?
  /// The link of its last event, which stands for all of them.
  package var link: [UInt8]

  package init(first: Int64, last: Int64, previous: [UInt8]?, link: [UInt8]) {
    self.first = first
    self.last = last
    self.previous = previous
    self.link = link
  }
}

/// Checks a whole history, from its first event on.
package struct HashChain: Sendable {
  package private(set) var head: [UInt8]?
  /// The events that were at hand.
  package private(set) var events: [CaseEvent] = []
  /// The sequence number of the last event, whether it was at hand or not.
  package private(set) var sequence: Int64 = 0
  private let place: EventRecord.Place
  private let digest: Digest

  package init(_ place: EventRecord.Place, _ digest: Digest = .sha256) {
    self.place = place
    self.digest = digest
  }

  /// Takes the next record; nil if it stands where it should and says what it was when it was written.
  package mutating func take(_ record: EventRecord) -> ChainFault? {
    let expected = sequence + 1
    func fault(_ kind: ChainFault.Kind) -> ChainFault { ChainFault(kind, id: place.id, sequence: expected) }
    guard EventRecord.link(of: record.body, digest) == record.link else { return fault(.wrongLink) }
    guard let told = try? record.event() else { return fault(.malformed) }
    guard told.place == place else { return fault(.misplaced) }
    guard told.previous == (head ?? place.genesis(digest)) else { return fault(.broken) }
    guard told.event.sequence == expected else { return fault(.gap) }
    head = record.link
    sequence = expected
    events.append(told.event)
    return nil
  }

  /// Whether some events were not at hand: the case cannot be replayed.
  package var isBridged: Bool { sequence > Int64(events.count) }

  /// Goes on behind events that are not at hand; nil if they begin where the chain stands.
  package mutating func bridge(_ range: ChainRange) -> ChainFault? {
    guard range.first == sequence + 1, range.previous == head, range.last >= range.first else {
      return ChainFault(.detached, id: place.id, sequence: sequence + 1)
    }
    head = range.link
    sequence = range.last
    return nil
  }
}
