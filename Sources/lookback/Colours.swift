import Foundation
import LookbackText
import LookbackTime

/// Colours for a terminal. Everything that they show is also shown by signs.
enum Colours {
  /// Whether standard output is a terminal, and neither NO_COLOR nor TERM=dumb asks for plain text.
  static var areWanted: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  static func paint(_ text: String, _ style: DayStyle) -> String {
    guard areWanted, let code = code(style) else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// Prints a line with painted parts. Whatever else a terminal would obey is made visible.
  static func print(_ line: String) {
    let parts = line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
    var text = parts.first.map { String($0).visible } ?? ""
    for part in parts.dropFirst() {
      text += (codes.contains { part.hasPrefix("[\($0)m") } ? "\u{1B}" : "\u{1B}".visible) + String(part).visible
    }
    Swift.print(text)
  }

  private static let codes = ["0", "2", "31", "33", "1;32", "36", "1;7"]

  private static func code(_ style: DayStyle) -> String? {
    switch style {
    case .plain: nil
    case .rest: "2"
    case .holiday: "31"
    case .makeUp: "33"
    case .start: "1;32"
    case .paused: "36"
    case .due: "1;7"
    }
  }
}
