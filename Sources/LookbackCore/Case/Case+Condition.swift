package import LookbackCEL

extension Case {
  /// The names that a condition about a whole case may use; its functions are those of the guards.
  package static let conditionNames = ["data", "case", "track", "tracks", "actor"]

  /// Whether the condition holds for this case, seen from its root track as its guards see it.
  ///
  /// - Throws: what the condition could not be answered for: a missing value, or an answer that is not true or false.
  package func satisfies(
    _ condition: Guard, as actor: Actor, in context: DecisionContext
  ) throws(EvaluationError) -> Bool {
    guard let workflow = context.library.workflow(root.workflow) else {
      throw EvaluationError("its workflow \(root.workflow) is not published")
    }
    let view = CaseView(current: self, track: root, workflow: workflow, actor: actor, context: context)
    let value = try condition.evaluate(in: view).value
    guard case .bool(let holds) = value else {
      throw EvaluationError("a condition is true or false, and `\(condition.source)` is \(value)")
    }
    return holds
  }

  /// The newest track of this unit, one that has not ended before others.
  package func newestTrack(of unit: String) -> TrackID? {
    let own = tracks.filter { $0.unit == unit }
    return (own.last { !$0.isEnded } ?? own.last)?.id
  }
}
