import LookbackJSON
import LookbackText

/// An object in the daemon's answer; what is missing reads as nothing.
struct Answer {
  private let json: JSON

  init(_ json: JSON = .object([])) { self.json = json }

  /// A text as it came, for what is no line on a terminal.
  func raw(_ name: String) -> String { json[name]?.text ?? "" }

  /// The text, number or truth under a name, as a terminal may show it.
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

  /// Date and time of day of a moment, to the minute, in UTC as it came.
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
