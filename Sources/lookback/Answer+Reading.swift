/// Reading the daemon's answers.
extension [String: Any] {
  func text(_ name: String) -> String {
    switch self[name] {
    case let text as String: text
    case let number as Int: String(number)
    case let truth as Bool: truth ? "true" : "false"
    default: ""
    }
  }

  func number(_ name: String) -> Int { self[name] as? Int ?? 0 }
  func truth(_ name: String) -> Bool { self[name] as? Bool ?? false }
  func objects(_ name: String) -> [[String: Any]] { self[name] as? [[String: Any]] ?? [] }
  func object(_ name: String) -> [String: Any] { self[name] as? [String: Any] ?? [:] }
  func texts(_ name: String) -> [String] { self[name] as? [String] ?? [] }

  /// Date and time of day of a moment, to the minute, in UTC as it came.
  func moment(_ name: String) -> String {
    let moment = text(name)
    return moment.count > 16 ? String(moment.prefix(16)).replacing("T", with: " ") + "Z" : moment
  }
}
