package import LookbackCore

/// One step of the course of events that shows a finding.
package struct CourseStep: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// An event, fired by a person, a timer or a signal.
    case event
    /// What the engine does by itself, at once.
    case automatic
    /// The last day of a clock has passed.
    case lapse
    /// Somebody else changes the list after which tracks are opened.
    case list
    /// What a field turns out to hold.
    case data
  }
  package var kind: Kind
  /// The event, the clock or the field.
  package var name: String
  package var title: Label
  /// The track, such as `main 2`; empty for the case itself.
  package var track: String
  /// The state in which the track then stands, or the value that the field holds.
  package var result: String
  package var resultTitle: Label

  package init(kind: Kind, name: String, title: Label, track: String, result: String, resultTitle: Label) {
    (self.kind, self.name, self.title) = (kind, name, title)
    (self.track, self.result, self.resultTitle) = (track, result, resultTitle)
  }
}
