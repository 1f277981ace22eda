import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// Compares one stored case with its history.
struct CaseCheck {
  private let place: EventRecord.Place
  private let stored: Row?
  private let detached: [DetachedRange]

  /// - Parameters:
  ///   - stored: a row of `read_case`, read in the same snapshot as the history.
  ///   - detached: the parts of the history that are in detached months, in order.
  init(_ place: EventRecord.Place, stored: Row?, detached: [DetachedRange] = []) {
    self.place = place
    self.stored = stored
    self.detached = detached
  }

  /// The result for one case.
  struct Result {
    /// The number of sound events.
    var events: Int
    /// The number of events that are not in the database. The chain was followed over them by the recorded links at
    /// their ends.
    var bridged: Int64 = 0
    /// The first fault; nil if there is none.
    var fault: ChainFault?
    /// Each ending of the root track; empty if not all events are in the database.
    var endings: [CaseEnding] = []
    /// Whether all events are in the database.
    var isWhole = false
    /// The case that its history gives, or the stored case if a part of its history is not in the database; nil if
    /// there is a fault.
    var replayed: Case?
  }

  /// Compares the stored case with its history.
  /// - Parameter history: rows of `read_events`.
  /// - Throws: `PostgresError` if a row cannot be decoded.
  func result(of history: Rows) throws -> Result {
    var chain = HashChain(place)
    var ahead = detached[...]
    func result(_ fault: ChainFault?) -> Result { Result(events: chain.events.count, fault: fault) }
    for row in history {
      let sequence = try row.int8(0)
      while let next = ahead.first, next.chain.last < sequence, next.chain.last > chain.sequence {
        ahead.removeFirst()
        if let fault = chain.bridge(next.chain) { return result(fault) }
      }
      guard let record = try? EventRecord(row) else { return result(fault(.malformed, sequence)) }
      if let fault = chain.take(record) { return result(fault) }
      guard let event = chain.events.last, try isToldAlike(event, row) else { return result(fault(.altered, sequence)) }
      if let next = ahead.first, next.chain.last == chain.sequence {
        ahead.removeFirst()
        guard next.chain.link == chain.head else { return result(fault(.detached, sequence)) }
      }
    }
    for next in ahead { if let fault = chain.bridge(next.chain) { return result(fault) } }
    return try compared(chain)
  }

  /// Whether the columns beside the canonical bytes have the same values as the bytes.
  private func isToldAlike(_ event: CaseEvent, _ row: Row) throws -> Bool {
    try row.int8(0) == event.sequence && row.timestamptz(4) == event.at.microseconds && row.date(5) == event.on.days
      && Int(row.int4(6)) == event.track.value && row.text(7) == event.name && row.text(8) == event.from
      && row.text(9) == event.to && row.text(10) == event.actor && row.text(11) == event.command.value
  }

  private func compared(_ chain: HashChain) throws -> Result {
    let count = chain.sequence
    var result = Result(events: chain.events.count, bridged: count - Int64(chain.events.count))
    // The case was removed between the list and the snapshot.
    guard let stored else { return result }
    guard count > 0 else {
      result.fault = fault(.missing, 0)
      return result
    }
    let doc = try stored.bytea(2)
    if chain.isBridged {
      result.replayed = bridgedCase(doc, at: count)
    } else {
      guard let replayed = Case.replay(chain.events, id: place.id) else {
        result.fault = fault(.missing, 0)
        return result
      }
      result.replayed = replayed.canonicalBytes == doc ? replayed : nil
      (result.endings, result.isWhole) = (CaseEnding.all(in: chain.events, of: place), true)
    }
    let isAsTold = try stored.int8(0) == count && stored.bytea(1) == chain.head
    guard isAsTold, result.replayed != nil else {
      return Result(events: result.events, bridged: result.bridged, fault: fault(.state, count))
    }
    return result
  }

  /// The stored case; nil if it has not changed since a month of its history was detached and yet differs from what it
  /// was then.
  private func bridgedCase(_ doc: [UInt8], at count: Int64) -> Case? {
    let isAltered = detached.contains { $0.caseSequence == count && $0.docDigest != Digest.sha256.hash(doc) }
    return isAltered ? nil : try? Case(canonicalBytes: doc)
  }

  private func fault(_ kind: ChainFault.Kind, _ sequence: Int64) -> ChainFault {
    ChainFault(kind, id: place.id, sequence: sequence)
  }
}
