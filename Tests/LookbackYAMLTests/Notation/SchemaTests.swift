import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("The JSON Schema and the readers say the same")
struct SchemaTests {
  static func validator(_ kind: NotationSchema.Kind) throws -> SchemaValidator {
    SchemaValidator(try YAMLReader.read(bytes: Array(NotationSchema(kind).json.utf8), file: "schema.json"))
  }

  @Test(
    "every shipped definition fits its schema",
    arguments: [
      ("recommendation", NotationSchema.Kind.workflow), ("handling", .workflow), ("classes/npc", .classes),
      ("classes/contact", .classes), ("classes/satisfaction", .classes), ("calendars/cn", .calendar),
      ("calendars/cn-qinghai", .calendar), ("calendars/cn-ningxia", .calendar),
      ("calendars/uk-england-wales", .calendar), ("calendars/uk-scotland", .calendar),
      ("calendars/uk-northern-ireland", .calendar), ("calendars/uk-all", .calendar),
    ])
  func shipped(name: String, kind: NotationSchema.Kind) throws {
    let tree = try YAMLReader.read(bytes: try Workbench.file("\(name).yaml").bytes, file: name)
    #expect(try Self.validator(kind).faults(of: tree) == [])
  }

  /// What only the reader can see is not in a schema: names, contradictions, guards.
  private static let structural: Set<String> = [
    "unknown-key", "expected-bool", "expected-number", "expected-mapping", "expected-list", "unknown-type",
    "unknown-notation", "unknown-word", "bad-span",
  ]

  @Test(
    "what is broken in its shape does not fit",
    arguments: BrokenDefinition.forms + BrokenDefinition.meanings + BrokenDefinition.constructs)
  func broken(_ broken: BrokenDefinition) throws {
    let codes = Set(broken.expected.compactMap { $0.split(separator: " ").last.map(String.init) })
    guard let tree = try? YAMLReader.read(bytes: Array(broken.text.utf8), file: "x") else { return }
    let faults = try Self.validator(.workflow).faults(of: tree)
    if !codes.isDisjoint(with: Self.structural) { #expect(faults != [], "the schema accepts what the reader refuses") }
  }

  @Test("the definition without slips fits")
  func sound() throws {
    let tree = try YAMLReader.read(bytes: Array(BrokenDefinition.sound.utf8), file: "x")
    #expect(try Self.validator(.workflow).faults(of: tree) == [])
  }

  @Test(
    "calendars and classes take the keys of their schema and no others",
    arguments: [
      ("calendar", "calendar: x\nzzzzzzzz: 1"),
      ("year", "calendar: x\nyears: {2020: {zzzzzzzz: 1}}"),
      ("holiday", "calendar: x\nyears: {2020: {holidays: [{zzzzzzzz: 1}]}}"),
      ("makeUp", "calendar: x\nyears: {2020: {working: [{zzzzzzzz: 1}]}}"),
      ("recess", "calendar: x\nrecess: [{zzzzzzzz: 1}]"), ("classes", "classes: x\nzzzzzzzz: 1"),
    ])
  func keys(shape: String, text: String) throws {
    let found = LibraryLoader().load([Workbench.file("x.yaml", text)]).diagnostics.first { $0.code == "unknown-key" }
    let message = try #require(found?.message)
    let known = message.split(separator: "known are ").last.map(String.init) ?? ""
    let accepted = known.split(separator: ", ").map { $0.filter { $0 != "`" } }
    let shapes = NotationSchema(.calendar).all + NotationSchema(.classes).all
    #expect(shapes.first { $0.name == shape }?.names == accepted)
  }
}
