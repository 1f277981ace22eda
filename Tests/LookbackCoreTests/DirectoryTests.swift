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

  @Test("a case that the actor may not see has no name for the actor, and the others of that name are meant")
  func hiddenCases() throws {
    var directory = Directory(cases: ["7": [CaseID(1), CaseID(2)], "8": [CaseID(2)], "9": [CaseID(3)]])
    directory.readers = [CaseID(1): ["clerk@desk"], CaseID(2): ["xue", "head@civil"]]
    func named(_ name: String, by actor: Actor) throws(Rejection) -> Value {
      try directory.resolved(.string(name), of: .case, in: "earlier", for: actor)
    }
    let clerk = Actor.person(code: "chen", posts: [Post(name: "clerk", unit: "desk")])
    #expect(try named("7", by: clerk) == .string("1"))
    #expect(try named("7", by: .person(code: "xue", posts: [])) == .string("2"))
    #expect(throws: Rejection.unknownCode(field: "earlier", kind: .case, code: "8")) { try named("8", by: clerk) }
    #expect(throws: Rejection.unknownCode(field: "earlier", kind: .case, code: "7")) {
      try named("7", by: .person(code: "wu", posts: []))
    }
    #expect(throws: Rejection.ambiguousCase(field: "earlier", name: "7", cases: [CaseID(1), CaseID(2)])) {
      try named("7", by: .engine)
    }
    #expect(try named("9", by: clerk) == .string("3"), "of which nobody was asked who sees it")
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
