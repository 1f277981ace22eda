package import LookbackCEL
import LookbackTime

extension Field {
  /// The value as it is stored, read from text where it came as text; nil for null and for a text of blanks, which
  /// clear nothing and set nothing.
  package func checked(_ raw: Value) throws(Rejection) -> Value? {
    if raw == .null { return nil }
    if case .text = type, case .string(let text) = raw, text.isBlank { return nil }
    do { return try type.checked(raw) } catch {
      throw .illTyped(field: name, expected: error.expected, found: error.found)
    }
  }
}

extension Workflow {
  /// All given values checked against the declared fields.
  func checked(_ data: [String: Value], _ directory: Directory) throws(Rejection) -> [String: Value] {
    var values: [String: Value] = [:]
    for (name, raw) in data.sorted(by: { $0.key < $1.key }) {
      guard let field = field(name) else {
        throw .unknownField(name: name, suggestion: NearestName.suggestion(for: name, among: fields.map(\.name)))
      }
      if let value = try field.checked(raw) {
        values[name] = try directory.resolved(value, of: field.type, in: name)
      }
    }
    return values
  }
}

/// A value that does not fit its field.
struct Misfit: Error {
  var expected: String
  var found: String
}

extension FieldType {
  private static let codeLimit = 128
  private static let listLimit = 1_000

  func checked(_ raw: Value) throws(Misfit) -> Value {
    switch (self, raw) {
    case (.text(let max), .string(let text)): return try .string(limited(text, max))
    case (.bool, .bool), (.int, .int), (.double, .double), (.date, .date): return raw
    case (.double, .int(let whole)): return .double(Double(whole))
    case (.person, .string(let code)), (.unit, .string(let code)), (.case, .string(let code)):
      return try .string(limitedCode(code))
    case (.choice(let scheme), .string(let code)):
      guard scheme.classes.contains(where: { $0.code == code }) else { throw misfit(raw) }
      return raw
    case (.list(let element), .list(let values)):
      guard values.count <= Self.listLimit else { throw misfit(raw) }
      return .list(try element.distinct(values))
    case (.list(let element), .string(let text)):
      let parts = text.split(separator: ",").map { Value.string(String($0).trimmed) }
      return .list(try element.distinct(parts))
    case (_, .string(let text)): return try read(text.trimmed)
    default: throw misfit(raw)
    }
  }

  /// A list names each person or unit once.
  private func distinct(_ values: [Value]) throws(Misfit) -> [Value] {
    var found: [Value] = []
    for value in values {
      let checked = try checked(value)
      if !found.contains(checked) { found.append(checked) }
    }
    return found
  }

  private func read(_ text: String) throws(Misfit) -> Value {
    switch self {
    case .bool where text == "true": return .bool(true)
    case .bool where text == "false": return .bool(false)
    case .int: if let number = Int64(text) { return .int(number) }
    case .double: if let number = Double(text), number.isFinite { return .double(number) }
    case .date:
      do { return .date(try CivilDate(parsing: text)) } catch {
        throw Misfit(expected: expectation, found: error.description)
      }
    default: break
    }
    throw misfit(.string(text))
  }

  private func limited(_ text: String, _ max: Int) throws(Misfit) -> String {
    guard text.unicodeScalars.count <= max else {
      throw Misfit(expected: expectation, found: "\(text.unicodeScalars.count) characters")
    }
    guard !text.unicodeScalars.contains("\0") else { throw Misfit(expected: expectation, found: "a NUL character") }
    return text
  }

  private func limitedCode(_ code: String) throws(Misfit) -> String {
    guard !code.isBlank else { throw Misfit(expected: expectation, found: "nothing") }
    return try limited(code, Self.codeLimit)
  }

  private func misfit(_ found: Value) -> Misfit { Misfit(expected: expectation, found: found.description) }

  /// In words, for messages.
  package var expectation: String {
    switch self {
    case .text(let max): "text of at most \(max) characters"
    case .bool: "true or false"
    case .int: "a whole number"
    case .double: "a number"
    case .date: "a date such as 2020-08-12"
    case .person: "a person's code"
    case .unit: "a unit's code"
    case .case: "a case's number"
    case .choice(let scheme): "one of " + scheme.classes.map(\.code).joined(separator: ", ")
    case .list(let element): "a list, each \(element.expectation)"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let head = drop { $0.isWhitespace }
    return String(head.reversed().drop { $0.isWhitespace }.reversed())
  }
}
