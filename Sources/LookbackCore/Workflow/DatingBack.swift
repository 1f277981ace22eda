package import LookbackTime

/// Who may date back what is done, and how far. The order of what was done holds in any case.
package enum DatingBack: Sendable, Hashable {
  /// Nobody: what holds where a definition says nothing.
  case never
  /// These roles, so long before the day of recording at most, and perhaps only with a reason.
  case allowed(who: [String], atMost: Span, needsReason: Bool)
}

extension Workflow {
  /// What holds for an event: what it says itself, else what the workflow says.
  func datingBack(_ event: EventDefinition?) -> DatingBack { event?.back ?? back }
}
