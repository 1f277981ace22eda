/// A JSON value (RFC 8259); objects keep the order in which they are written.
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package let name: String
    package let value: JSON

    package init(name: String, value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// An object; members that are nil are left out.
  package static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// Returns this object with further members at its end; members that are nil are left out.
  package func adding(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    guard case .object(let own) = self, case .object(let more) = JSON.members(members) else { return self }
    return .object(own + more)
  }

  package static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}

// MARK: - Reading a value

extension JSON {
  /// The value under a name; nil where there is none or this is no object.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  package var items: [JSON]? {
    if case .array(let items) = self { return items }
    return nil
  }

  package var truth: Bool? {
    if case .bool(let truth) = self { return truth }
    return nil
  }

  package var whole: Int64? {
    if case .int(let number) = self { return number }
    return nil
  }

  package var keys: [String] {
    if case .object(let members) = self { return members.map(\.name) }
    return []
  }

  package var isNull: Bool { self == .null }
}
