package import LookbackCore
package import LookbackTime

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

  /// One line: `main 2: approved → replied`.
  package func text(in language: Language) -> String {
    let place = track.isEmpty ? "" : language == .english ? "\(track): " : "\(track)："
    let (named, then) = (Self.named(name, title, language), Self.named(result, resultTitle, language))
    switch (kind, language) {
    case (.data, .english): return "\(place)with \(name) = \(result)"
    case (.data, .chinese): return "\(place)其中 \(name) = \(result)"
    case (.list, .english): return "\(place)the list of \(name) changes"
    case (.list, .chinese): return "\(place)\(name)所依据的名单有变"
    case (.lapse, .english): return "\(place)the clock \(named) lapses"
    case (.lapse, .chinese): return "\(place)\(named)逾期"
    case (.automatic, .english): return "\(place)\(named) (by the engine) → \(then)"
    case (.automatic, .chinese): return "\(place)\(named)（自动）→ \(then)"
    case (.event, _): return "\(place)\(named) → \(then)"
    }
  }

  /// The name as it stands in the file, with its Chinese title where Chinese is read.
  private static func named(_ name: String, _ title: Label, _ language: Language) -> String {
    guard language == .chinese, let chinese = title.chinese, chinese != name else { return name }
    return "\(chinese)（\(name)）"
  }
}
