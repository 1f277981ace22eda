import Foundation
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
