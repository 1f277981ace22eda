package import LookbackCEL
package import LookbackTime

/// Who must agree before a state can be left by its `approved` event.
package struct ApprovalRule: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package enum Need: Sendable, Hashable {
      case count(Int)
      case all
    }
    package var ask: [Role]
    package var need: Need
    package var isParallel: Bool
    /// The step is asked for only when this holds at the moment the approval opens.
    package var condition: Guard?
    package init(ask: [Role], need: Need, isParallel: Bool, condition: Guard?) {
      self.ask = ask
      self.need = need
      self.isParallel = isParallel
      self.condition = condition
    }
  }
  package var steps: [Step]
  /// Nobody who fired one of these events in the track may decide (four eyes).
  package var neverActorOf: [String]
  /// The state to which one refusal sends the track.
  package var refusal: String
  /// The decision is about this value; editing it voids the decisions.
  package var binds: ValuePath?
  package var due: Span?
  package init(
    steps: [Step], neverActorOf: [String], refusal: String, binds: ValuePath?, due: Span?
  ) {
    self.steps = steps
    self.neverActorOf = neverActorOf
    self.refusal = refusal
    self.binds = binds
    self.due = due
  }
}
