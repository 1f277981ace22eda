package import LookbackCEL

extension Case {
  /// The names that a condition on a whole case may use. Its functions are those of guards.
  package static let conditionNames = ["data", "case", "track", "tracks", "actor"]

  /// Returns whether the condition holds for this case, seen from its root track as a guard sees it.
  /// - Throws: `EvaluationError` if a value is missing, or the result is neither true nor false.
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

  /// The newest track of this unit. Tracks that have not ended come before those that have.
  package func newestTrack(of unit: String) -> TrackID? {
    let own = tracks.filter { $0.unit == unit }
    return (own.last { !$0.isEnded } ?? own.last)?.id
  }
}
