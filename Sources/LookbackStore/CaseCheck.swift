import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// Compares one stored case with its history.
struct CaseCheck {
  private let place: EventRecord.Place
  private let stored: Row?

  /// - Parameter stored: a row of `read_case`, of the same snapshot as the history.
  init(_ place: EventRecord.Place, stored: Row?) {
    self.place = place
    self.stored = stored
  }

  /// The number of sound events, and the first fault.
  /// - Parameter history: rows of `read_events`.
  func result(of history: Rows) throws -> (events: Int, fault: ChainFault?) {
    var chain = HashChain(place)
    for row in history {
      guard let record = try? EventRecord(row) else {
        return (chain.events.count, fault(.malformed, try row.int8(0)))
      }
      if let fault = chain.take(record) { return (chain.events.count, fault) }
      guard let event = chain.events.last, try isToldAlike(event, row) else {
        return (chain.events.count, fault(.altered, try row.int8(0)))
      }
    }
    return (chain.events.count, try stateFault(chain))
  }

  /// Whether the columns beside the bytes say what the bytes say.
  private func isToldAlike(_ event: CaseEvent, _ row: Row) throws -> Bool {
    try row.int8(0) == event.sequence && row.timestamptz(4) == event.at.microseconds && row.date(5) == event.on.days
      && Int(row.int4(6)) == event.track.value && row.text(7) == event.name && row.text(8) == event.from
      && row.text(9) == event.to && row.text(10) == event.actor && row.text(11) == event.command.value
  }

  private func stateFault(_ chain: HashChain) throws -> ChainFault? {
    // A case that went between the list and the snapshot.
    guard let stored else { return nil }
    guard let replayed = Case.replay(chain.events, id: place.id, tenant: place.tenant) else {
      return fault(.missing, 0)
    }
    let sequence = Int64(chain.events.count)
    let isAsReplayed =
      try stored.int8(0) == sequence && stored.bytea(1) == chain.head && stored.bytea(2) == replayed.canonicalBytes
    return isAsReplayed ? nil : fault(.state, sequence)
  }

  private func fault(_ kind: ChainFault.Kind, _ sequence: Int64) -> ChainFault {
    ChainFault(kind, id: place.id, sequence: sequence)
  }
}
