import LookbackCore
package import LookbackTime

extension CourseStep {
  /// Returns the step in one line, such as `main 2: approved → replied`.
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

  /// Returns the name as it stands in the file, for Chinese readers with its Chinese title.
  private static func named(_ name: String, _ title: Label, _ language: Language) -> String {
    guard language == .chinese, let chinese = title.chinese, chinese != name else { return name }
    return "\(chinese)（\(name)）"
  }
}
