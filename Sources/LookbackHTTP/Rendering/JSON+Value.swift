import LookbackCEL
import LookbackJSON
import LookbackTime

extension JSON {
  /// Writes a value of a case's data. Dates and codes become texts.
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let truth): self = .bool(truth)
    case .int(let number): self = .int(number)
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .timestamp(let timestamp): self = .string(timestamp.description)
    case .duration(let elapsed): self = .string(elapsed.description)
    case .date(let date): self = .string(date.description)
    case .list(let values): self = .array(values.map { JSON($0) })
    case .map(let entries):
      self = .object(
        entries.map { Member(name: $0.key.name, value: JSON($0.value)) }.sorted { $0.name < $1.name })
    }
  }

  init(_ data: [String: Value]) {
    self = .object(data.sorted { $0.key < $1.key }.map { Member(name: $0.key, value: JSON($0.value)) })
  }

  /// The value as a command takes it; nil for an object. Texts are read later by the type of their field.
  var value: Value? {
    switch self {
    case .null: return .null
    case .bool(let truth): return .bool(truth)
    case .int(let number): return .int(number)
    case .double(let number): return .double(number)
    case .string(let text): return .string(text)
    case .array(let items):
      let values = items.compactMap(\.value)
      return values.count == items.count ? .list(values) : nil
    case .object: return nil
    }
  }

  static func date(_ date: CivilDate?) -> JSON? { date.map { .string($0.description) } }
  static func moment(_ moment: Moment?) -> JSON? { moment.map { .string($0.description) } }
}

extension Value {
  /// The value as the name of a member: a text as it is, another value as it is written.
  fileprivate var name: String {
    if case .string(let text) = self { return text }
    return description
  }
}
