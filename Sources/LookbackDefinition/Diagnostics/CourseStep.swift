package import LookbackCore

/// One step in the course of events that shows a finding.
package struct CourseStep: Hashable, Sendable {
  /// What happens in the step.
  package enum Kind: String, Hashable, Sendable {
    /// A person, a timer or a signal fires an event.
    case event
    /// The engine fires an event by itself, at once.
    case automatic
    /// The last day of a clock has passed.
    case lapse
    /// Somebody changes the list from which tracks are opened.
    case list
    /// A field has this value.
    case data
  }
  package var kind: Kind
  /// The name of the event, the clock or the field.
  package var name: String
  package var title: Label
  /// The track, such as `main 2`; empty for the case itself.
  package var track: String
  /// The state of the track after the step, or the value of the field.
  package var result: String
  package var resultTitle: Label

  package init(kind: Kind, name: String, title: Label, track: String, result: String, resultTitle: Label) {
    (self.kind, self.name, self.title) = (kind, name, title)
    (self.track, self.result, self.resultTitle) = (track, result, resultTitle)
  }
}
