import LookbackDates
import LookbackJSON
import LookbackTime
import Testing

@Suite("docs/dates.md")
struct DocumentationTests {
  @Test("has its examples")
  func isThere() {
    #expect(Documentation.dialogue.count >= 5)
    #expect(Documentation.rules.count >= 35)
  }

  @Test("every question has the answer that stands under it", arguments: 0..<Documentation.dialogue.count)
  func dialogue(index: Int) throws {
    let (question, answer) = Documentation.dialogue[index]
    #expect(try Documentation.answer(question) == answer + "\n")
  }

  @Test("every row of the table of rules comes to its date", arguments: Documentation.rules)
  func rule(row: [String]) throws {
    try #require(row.count == 7)
    let answer = try Documentation.answer(Self.question(row).description)
    let json = try JSONParser.parse(Array(answer.utf8))
    #expect(json["due"]?.text == row[6], "\(answer)")
  }

  private static func question(_ row: [String]) -> JSON {
    let pauses = row[4].split(separator: " ").map { JSON.texts($0.split(separator: "/").map(String.init)) }
    let extensions = row[5].split(separator: ",").map { String($0.drop { $0 == " " }) }
    return .members([
      "id": .int(1), "calendar": .string("given-below"), "start": .string(row[1]), "span": .string(row[2]),
      "counting": counting(row[3]), "pauses": .array(pauses), "extensions": .texts(extensions),
    ])
  }

  /// `start included`, `last next working day`.
  private static func counting(_ cell: String) -> JSON? {
    guard let space = cell.firstIndex(of: " ") else { return nil }
    let (key, value) = (cell[..<space], cell[cell.index(after: space)...])
    return .object([.init(name: String(key), value: .string(String(value)))])
  }
}
