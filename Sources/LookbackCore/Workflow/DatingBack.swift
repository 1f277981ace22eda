package import LookbackTime

/// Who may date an event back, and how far. The order of the events of a case must be kept in any case.
package enum DatingBack: Sendable, Hashable {
  /// Nobody may, which holds if the definition says nothing.
  case never
  /// These roles may, up to this span before the day of recording, and with a reason if one is needed.
  case allowed(who: [String], atMost: Span, needsReason: Bool)
}

extension Workflow {
  /// Returns the rule for an event: its own, or that of the workflow.
  func datingBack(_ event: EventDefinition?) -> DatingBack { event?.back ?? self.back }
}
