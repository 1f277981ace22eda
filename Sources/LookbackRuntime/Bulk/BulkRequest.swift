package import LookbackCEL
package import LookbackCore
package import LookbackStore
package import LookbackTime

/// One event that is to be fired for every case that a filter and a condition pick.
package struct BulkRequest: Sendable {
  package var filter: CandidateFilter
  /// The condition that is evaluated on every case that the filter picks; nil picks all of them.
  package var condition: Guard?
  package var event: String
  package var track: TrackChoice?
  package var data: [String: Value]
  /// The business date; nil means the day on which the command is recorded.
  package var on: CivilDate?
  /// The person who asks, with the posts held now, because conditions may read them.
  package var actor: Actor
  package var via: String
  /// Names the bulk command. The ids of its commands are made of this key and the case, so that a repeated run does
  /// nothing twice.
  package var key: String
  /// Cases up to this number, included, are skipped.
  package var after = CaseID.beforeAll

  package init(
    filter: CandidateFilter, condition: Guard? = nil, event: String, track: TrackChoice? = nil,
    data: [String: Value] = [:], on: CivilDate? = nil, actor: Actor, via: String, key: String
  ) {
    self.filter = filter
    self.condition = condition
    self.event = event
    self.track = track
    self.data = data
    self.on = on
    self.actor = actor
    self.via = via
    self.key = key
  }

  /// Makes the command for this case as it was read. The engine refuses the command as stale if the case has changed
  /// since.
  /// - Throws: `noTrack` if the case has no track for the unit that the request names.
  func command(for current: Case) throws(BulkRefusal.Reason) -> Command {
    var named: TrackID?
    if let track {
      named = track.track(of: current)
      if named == nil { throw .noTrack(unit: track.description) }
    }
    return Command(
      id: CommandID("sweep \(key) \(current.id)"), target: current.id,
      request: .fire(event: event, track: named, data: data), actor: actor, via: via, on: on,
      expected: current.sequence, work: .sweep)
  }
}

/// Whether a case is picked, or why that cannot be said.
typealias BulkVerdict = Result<Bool, BulkRefusal.Reason>

extension BulkRequest {
  /// Evaluates the condition on each case, for what the person who asks may read of it. What comes after the steps of
  /// the request are spent is left out. A case that takes more than all of them has its verdict nevertheless, so that
  /// every request gets on.
  func verdicts(on cases: ArraySlice<(title: String, current: Case)>, in context: DecisionContext) -> [BulkVerdict] {
    guard let condition else { return cases.map { _ in .success(true) } }
    var verdicts: [BulkVerdict] = []
    let isFirst = context.allowance?.isWhole == true
    for (_, current) in cases {
      let verdict = verdict(on: current.shown(to: actor, in: context.library), condition, context)
      guard context.allowance?.isSpent != true || isFirst && verdicts.isEmpty else { break }
      verdicts.append(verdict)
    }
    return verdicts
  }

  private func verdict(on current: Case, _ condition: Guard, _ context: DecisionContext) -> BulkVerdict {
    do throws(EvaluationError) { return .success(try current.satisfies(condition, as: actor, in: context)) } catch {
      return .failure(.undecidable(error.message))
    }
  }
}
