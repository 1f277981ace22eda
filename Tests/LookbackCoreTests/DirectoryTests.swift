import LookbackCEL
import LookbackCore
import Testing

@Suite("who and what a command names exists")
struct DirectoryTests {
  @Test(
    "an unknown person or unit is refused by field and code, in lists too",
    arguments: [
      (["subject": Value.string("roads"), "lead": .string("xeu")], "lead", Rejection.CodeKind.person, "xeu"),
      (
        ["subject": .string("roads"), "lead": .string("xue"), "units": .list([.string("civil"), .string("civl")])],
        "units", .unit, "civl"
      ),
    ])
  func unknownCodes(data: [String: Value], field: String, kind: Rejection.CodeKind, code: String) throws {
    var story = try Story()
    story.directory = Directory(persons: ["xue"], units: ["civil"])
    #expect(throws: Rejection.unknownCode(field: field, kind: kind, code: code)) {
      try story.open(data)
    }
    #expect(story.current == nil)
  }

  @Test("a command names what its fields say, by their types")
  func names() throws {
    let story = try Story()
    let command = Command(
      id: CommandID("c"), target: CaseID(1),
      request: .open(
        workflow: "matter",
        data: ["subject": .string("xue"), "lead": .string("xue"), "units": .string("civil, roads")]),
      actor: .office, via: "test")
    let names = command.names(in: story.library)
    #expect(names.persons == ["xue"])
    #expect(names.units == ["civil", "roads"])
    #expect(names.cases.isEmpty)
  }

  @Test("what a person may not do now is listed with its reason, events of other states included")
  func outOfReach() throws {
    var story = try Story()
    try story.open()
    let current = try #require(story.current)
    let all = current.possibilities(for: .office, in: story.context)
    #expect(all.first { $0.event == "assign" }?.rejection == nil)
    #expect(
      all.first { $0.event == "close" }?.rejection
        == .notInThisState(event: "close", state: "registered", possible: ["assign", "grow", "withdraw"]))
    #expect(all.first { $0.event == "withdraw" }?.rejection == .notAllowed(event: "withdraw", who: ["xue"]))
    #expect(Set(all.map(\.event)).count == all.count)
  }
}
