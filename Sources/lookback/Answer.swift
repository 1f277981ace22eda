import LookbackJSON
import LookbackText

/// An object in the daemon's answer. A value that is missing reads as empty, 0 or false.
struct Answer {
  private let json: JSON

  init(_ json: JSON = .object([])) { self.json = json }

  /// Returns a text as it was sent, for a text that is not printed as a line on a terminal.
  func raw(_ name: String) -> String { json[name]?.text ?? "" }

  /// Returns the text, number or truth under a name, without signs that a terminal would obey.
  func text(_ name: String) -> String { json[name].map(Self.text) ?? "" }
  func number(_ name: String) -> Int { json[name]?.whole.map { Int($0) } ?? 0 }
  func truth(_ name: String) -> Bool { json[name]?.truth ?? false }
  func objects(_ name: String) -> [Answer] { json[name]?.items?.map { Answer($0) } ?? [] }
  func elements(_ name: String) -> [JSON] { json[name]?.items ?? [] }
  func object(_ name: String) -> Answer { Answer(json[name] ?? .object([])) }
  func texts(_ name: String) -> [String] { json[name]?.items?.map(Self.text) ?? [] }
  func has(_ name: String) -> Bool { json[name] != nil }

  var names: [String] { json.keys }
  var isEmpty: Bool { json.keys.isEmpty }

  /// Returns date and time of day of a moment to the minute, in UTC as it was sent.
  func moment(_ name: String) -> String {
    let moment = text(name)
    return moment.count > 16 ? String(moment.prefix(16)).replacing("T", with: " ") + "Z" : moment
  }

  private static func text(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .string(let text): text.visible
    case .array(let items): items.map(text).joined(separator: ", ")
    default: value.description.visible
    }
  }
}
