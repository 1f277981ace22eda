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

  /// What was found of a case.
  struct Result {
    /// Sound events.
    var events: Int
    /// The first fault.
    var fault: ChainFault?
    /// The case as its history makes it, if nothing is wrong with it.
    var replayed: Case?
  }

  /// - Parameter history: rows of `read_events`.
  func result(of history: Rows) throws -> Result {
    var chain = HashChain(place)
    for row in history {
      guard let record = try? EventRecord(row) else {
        return Result(events: chain.events.count, fault: fault(.malformed, try row.int8(0)))
      }
      if let fault = chain.take(record) { return Result(events: chain.events.count, fault: fault) }
      guard let event = chain.events.last, try isToldAlike(event, row) else {
        return Result(events: chain.events.count, fault: fault(.altered, try row.int8(0)))
      }
    }
    return try compared(chain)
  }

  /// Whether the columns beside the bytes say what the bytes say.
  private func isToldAlike(_ event: CaseEvent, _ row: Row) throws -> Bool {
    try row.int8(0) == event.sequence && row.timestamptz(4) == event.at.microseconds && row.date(5) == event.on.days
      && Int(row.int4(6)) == event.track.value && row.text(7) == event.name && row.text(8) == event.from
      && row.text(9) == event.to && row.text(10) == event.actor && row.text(11) == event.command.value
  }

  private func compared(_ chain: HashChain) throws -> Result {
    let count = chain.events.count
    // A case that went between the list and the snapshot.
    guard let stored else { return Result(events: count) }
    guard let replayed = Case.replay(chain.events, id: place.id, tenant: place.tenant) else {
      return Result(events: count, fault: fault(.missing, 0))
    }
    let isAsReplayed =
      try stored.int8(0) == Int64(count) && stored.bytea(1) == chain.head
      && stored.bytea(2) == replayed.canonicalBytes
    return isAsReplayed
      ? Result(events: count, replayed: replayed) : Result(events: count, fault: fault(.state, Int64(count)))
  }

  private func fault(_ kind: ChainFault.Kind, _ sequence: Int64) -> ChainFault {
    ChainFault(kind, id: place.id, sequence: sequence)
  }
}
