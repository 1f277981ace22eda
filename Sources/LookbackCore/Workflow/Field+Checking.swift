package import LookbackCEL
import LookbackTime

extension Field {
  /// Returns the value as it is stored, read from text if it came as text. It is nil for null and for a text of blanks,
  /// which change nothing. A text that names the case loses the blanks around it, because nobody sees them and they
  /// would make another name. Throws a `Rejection` if the value does not fit.
  package func checked(_ raw: Value) throws(Rejection) -> Value? {
    if raw == .null { return nil }
    var raw = raw
    if case .text = type, case .string(let text) = raw {
      if text.isBlank { return nil }
      if isUnique { raw = .string(text.trimmed) }
    }
    do { return try bounded.checked(raw) } catch {
      throw .illTyped(field: name, expected: error.expected, found: error.found)
    }
  }
}

extension Field {
  /// The type of the field, with the text of a unique field limited to the length of a name.
  private var bounded: FieldType {
    guard isUnique, case .text(let max) = type else { return type }
    return .text(max: min(max, UniqueValue.limit))
  }
}

extension Workflow {
  /// Returns the given values as they are stored. Throws a `Rejection` for the first that does not fit its declared
  /// field.
  /// - Parameter actor: who gives them, who can name only cases that the actor may see.
  package func checked(_ data: [String: Value], _ directory: Directory, by actor: Actor) throws(Rejection) -> [String:
    Value]
  {
    var values: [String: Value] = [:]
    for (name, raw) in data.sorted(by: { $0.key < $1.key }) {
      guard let field = field(name) else {
        throw .unknownField(name: name, suggestion: NearestName.suggestion(for: name, among: self.fields.map(\.name)))
      }
      if let value = try field.checked(raw) {
        values[name] = try directory.resolved(value, of: field.type, in: name, for: actor)
      }
    }
    return values
  }
}

/// Why a value does not fit its field: what was expected and what was found.
package struct Misfit: Error {
  var expected: Label
  var found: Label
}

extension FieldType {
  private static let codeLimit = 128
  private static let listLimit = 1_000

  /// Returns the value of this type; a text is read as one. Throws a `Misfit` if it is none.
  package func checked(_ raw: Value) throws(Misfit) -> Value {
    switch (self, raw) {
    case (.text(let max), .string(let text)): return try .string(limited(text, max))
    case (.bool, .bool), (.int, .int), (.date, .date): return raw
    case (.double, .double(let number)):
      guard number.isFinite else { throw misfit(raw) }
      return raw
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

  /// Returns the checked values, each person or unit only once. Throws a `Misfit` if one does not fit.
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
        throw Misfit(expected: expectation, found: Label(english: error.description, chinese: error.description))
      }
    default: break
    }
    throw misfit(.string(text))
  }

  private func limited(_ text: String, _ max: Int) throws(Misfit) -> String {
    guard text.unicodeScalars.count <= max else {
      let count = text.unicodeScalars.count
      throw Misfit(expected: expectation, found: Label(english: "\(count) characters", chinese: "\(count) 个字符"))
    }
    guard !text.unicodeScalars.contains("\0") else {
      throw Misfit(expected: expectation, found: Label(english: "a NUL character", chinese: "空字符（NUL）"))
    }
    return text
  }

  private func limitedCode(_ code: String) throws(Misfit) -> String {
    guard !code.isBlank else {
      throw Misfit(expected: expectation, found: Label(english: "nothing", chinese: "空白"))
    }
    return try limited(code, Self.codeLimit)
  }

  private func misfit(_ found: Value) -> Misfit {
    Misfit(expected: expectation, found: Label(english: found.description, chinese: found.description))
  }

  /// What the type expects, in words for messages.
  private var expectation: Label {
    switch self {
    case .text(let max): Label(english: "text of at most \(max) characters", chinese: "至多 \(max) 个字符的文字")
    case .bool: Label(english: "true or false", chinese: "true 或 false")
    case .int: Label(english: "a whole number", chinese: "整数")
    case .double: Label(english: "a number", chinese: "数字")
    case .date: Label(english: "a date such as 2020-08-12", chinese: "日期，如 2020-08-12")
    case .person: Label(english: "a person's code", chinese: "人员代码")
    case .unit: Label(english: "a unit's code", chinese: "单位代码")
    case .case: Label(english: "a case's number", chinese: "案件编号")
    case .choice(let scheme):
      Label(
        english: "one of " + scheme.classes.map(\.code).joined(separator: ", "),
        chinese: scheme.classes.map(\.code).joined(separator: "、") + "之一")
    case .list(let element):
      Label(
        english: "a list, each \(element.expectation.english ?? "")",
        chinese: "列表，每项为\(element.expectation.chinese ?? "")")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let head = drop { $0.isWhitespace }
    return String(head.reversed().drop { $0.isWhitespace }.reversed())
  }
}
