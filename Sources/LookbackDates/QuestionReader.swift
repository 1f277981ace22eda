import LookbackJSON
import LookbackTime

/// Reads one question out of the members of an object; whatever it does not know is an error, not a guess.
struct QuestionReader {
  private static let deadlineKeys = [
    "id", "op", "calendar", "start", "span", "counting", "pauses", "extensions", "law",
  ]
  private static let countKeys = ["id", "op", "calendar", "from", "to", "inclusive"]

  private let members: [JSONParser.PlacedMember]
  private let bytes: [UInt8]

  init(_ members: [JSONParser.PlacedMember], of bytes: [UInt8]) {
    self.members = members
    self.bytes = bytes
  }

  func question(_ shelf: inout CalendarShelf) throws(BadQuestion) -> Question {
    switch self["op"]?.value.text {
    case nil where self["op"] == nil, "deadline": return try deadline(&shelf)
    case "count": return try count(&shelf)
    default: throw BadQuestion("`op` is `deadline` or `count`, or is left out: found \(found("op"))")
    }
  }

  private func deadline(_ shelf: inout CalendarShelf) throws(BadQuestion) -> Question {
    try checkKeys(Self.deadlineKeys)
    let calendar = try self.calendar(&shelf)
    let counting = try CountingReader.read(self["counting"]?.value)
    let rule = ClockRule(span: try span("span"), counting: counting, law: try optionalText("law"))
    let facts = ClockFacts(
      started: try date("start"), pauses: try PauseReader.read(self["pauses"]?.value),
      extensions: try ExtensionReader.read(self["extensions"]?.value))
    return .deadline(facts, rule, calendar)
  }

  private func count(_ shelf: inout CalendarShelf) throws(BadQuestion) -> Question {
    try checkKeys(Self.countKeys)
    let calendar = try self.calendar(&shelf)
    let included: Bool
    switch self["inclusive"]?.value {
    case nil: included = false
    case .bool(let truth)?: included = truth
    default: throw BadQuestion("`inclusive` is true or false: found \(found("inclusive"))")
    }
    return .count(from: try date("from"), to: try date("to"), included: included, calendar)
  }

  /// The member of that name; a null is as good as none.
  private subscript(name: String) -> JSONParser.PlacedMember? {
    for member in members where member.name == name { return member.value.isNull ? nil : member }
    return nil
  }

  private func checkKeys(_ known: [String]) throws(BadQuestion) {
    for member in members where !known.contains(member.name) {
      throw BadQuestion("`\(member.name)` is no key here: the keys are \(known.joined(separator: ", "))")
    }
  }

  private func found(_ name: String) -> String { self[name].map { "\($0.value)" } ?? "nothing" }

  private func text(_ name: String, _ example: String) throws(BadQuestion) -> String {
    guard let text = self[name]?.value.text else {
      throw BadQuestion("`\(name)` is a text such as \"\(example)\": found \(found(name))")
    }
    return text
  }

  private func optionalText(_ name: String) throws(BadQuestion) -> String? {
    self[name] == nil ? nil : try text(name, "article 42")
  }

  private func date(_ name: String) throws(BadQuestion) -> CivilDate {
    try Reading.date(try text(name, "2024-09-02"), "`\(name)`")
  }

  private func span(_ name: String) throws(BadQuestion) -> Span {
    try Reading.span(try text(name, "16 working days"), "`\(name)`")
  }

  private func calendar(_ shelf: inout CalendarShelf) throws(BadQuestion) -> WorkCalendar {
    guard let member = self["calendar"] else {
      throw BadQuestion(
        "`calendar` is missing: name one, or give {\"weekend\": […], \"holidays\": […], \"working\": […]}")
    }
    switch member.value {
    case .string(let name): return try shelf.calendar(named: name)
    case .object: return try shelf.calendar(member.value, text: bytes[member.place])
    default: throw BadQuestion("`calendar` is a name or an object: found \(member.value)")
    }
  }
}

/// Readings of single texts, with the errors of time in front of the key that they stand under.
enum Reading {
  static func date(_ text: String, _ what: @autoclosure () -> String) throws(BadQuestion) -> CivilDate {
    do throws(DateError) { return try CivilDate(parsing: text) } catch { throw BadQuestion("\(what()): \(error)") }
  }

  static func span(_ text: String, _ what: @autoclosure () -> String) throws(BadQuestion) -> Span {
    do throws(DateError) { return try Span(uninflected: text) } catch { throw BadQuestion("\(what()): \(error)") }
  }

  /// One of the words of a choice.
  static func choice<Word: RawRepresentable & CaseIterable>(
    _ value: JSON, _ what: @autoclosure () -> String
  ) throws(BadQuestion) -> Word where Word.RawValue == String {
    guard let word = value.text.flatMap(Word.init(rawValue:)) else {
      let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw BadQuestion("\(what()) is one of \(words): found \(value)")
    }
    return word
  }

  /// The members of an object, all of them known.
  static func members(
    _ value: JSON, _ what: @autoclosure () -> String, known: [String]
  ) throws(BadQuestion) -> [JSON.Member] {
    guard case .object(let members) = value else { throw BadQuestion("\(what()) is an object: found \(value)") }
    for member in members where !known.contains(member.name) {
      throw BadQuestion("`\(member.name)` is no key of \(what()): the keys are \(known.joined(separator: ", "))")
    }
    return members
  }

  /// The items of a list; none where there is no value.
  static func items(_ value: JSON?, _ what: @autoclosure () -> String) throws(BadQuestion) -> [JSON] {
    guard let value, !value.isNull else { return [] }
    guard let items = value.items else { throw BadQuestion("\(what()) is a list: found \(value)") }
    return items
  }
}
