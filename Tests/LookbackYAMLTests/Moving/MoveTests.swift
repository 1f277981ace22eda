import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("A case goes on with another version as the version says")
struct MoveTests {
  private let office = Actor.someone("clerk@desk")

  /// At work since 4 March 2024: ten working days end on the 18th.
  private func atWork(_ data: [String: Value] = [:]) throws -> Rehearsal {
    var story = try Removal.story()
    try story.fire("take", data, by: office)
    #expect(story.due("term") == "2024-03-18")
    return story
  }

  // MARK: - Clocks

  @Test("a clock that is kept keeps its date, and its reminders and breach are those of the new version")
  func kept() throws {
    var story = try atWork()
    try story.move([("10 working days", "20 working days")], moves: "clocks: {term: keep}")
    #expect(story.due("term") == "2024-03-18")
    #expect(story.current?.root.workflow.version == 2)
    #expect(story.current?.root.clocks["term"]?.version == 1)
    #expect(try story.wait(until: "2024-03-19").contains("overdue term 2024-03-19"))
    story.expectReplay()
  }

  @Test("a clock that is recomputed counts from its old start, and those who watch it are told")
  func recomputed() throws {
    var story = try atWork()
    story.messages = []
    try story.move([("10 working days", "20 working days")], moves: "clocks: {term: recompute}")
    #expect(story.due("term") == "2024-04-01")
    let message = try #require(story.messages.first { $0.about == "moved" })
    #expect(message.due?.description == "2024-04-01")
    #expect(story.history.last?.name == "moved" && story.history.last?.from == "work")
    story.expectReplay()
  }

  @Test("an extension and a pause of before count on after a recompute")
  func recomputedWithFacts() throws {
    let slips = [("    breach: {tell: head}\n  receipt", "    extend: {by: 5 working days, who: head}\n  receipt")]
    var story = try Rehearsal([Removal.first.replacing(slips[0].0, with: slips[0].1), Definitions.part])
    try story.open("errand")
    try story.fire("take", by: office)
    try story.fire("extend term", by: .someone("head@desk"))
    #expect(story.due("term") == "2024-03-25")
    try story.move(slips + [("10 working days", "20 working days")], moves: "clocks: {term: recompute}")
    #expect(story.due("term") == "2024-04-08")
  }

  @Test("a clock that is cancelled ends with the move, whether the new version has it or not")
  func cancelled() throws {
    for slips in [[], [("  notice: {at: data.fixed, stops in: [done], breach: {tell: head}}\n", "")]] {
      var story = try atWork(["fixed": .date(try CivilDate(parsing: "2024-05-06"))])
      try story.move(slips, moves: "clocks: {notice: cancel}")
      let notice = try story.deadline("notice")
      #expect(notice.status == .stopped && notice.stopped?.description == "2024-03-04")
      #expect(notice.due.description == "2024-05-06")
      story.expectReplay()
    }
  }

  @Test("a clock that has stopped keeps the date it was answered for by")
  func stoppedStays() throws {
    var story = try atWork()
    #expect(story.due("receipt") == "2024-03-11")
    try story.move(
      [("5 working days, from: state open", "1 month, from: state open")], moves: "clocks: {receipt: recompute}")
    #expect(story.due("receipt") == "2024-03-11")
    #expect(try story.deadline("receipt").status == .stopped)
  }

  @Test("a new clock runs from where its start happened, or not before it starts")
  func new() throws {
    let slip = [("  receipt:", "  draft: {runs: 3 working days, from: event take, stops in: [done]}\n  receipt:")]
    for (decision, due) in [("recompute", "2024-03-07"), ("keep", nil)] as [(String, String?)] {
      var story = try atWork()
      story.moment = try Moment(parsing: "2024-03-06T01:00:00Z")
      try story.move(slip, moves: "clocks: {draft: \(decision)}")
      #expect(story.due("draft") == due, "\(decision)")
      story.expectReplay()
    }
  }

  @Test("a clock with another start is counted from there; where it has not come, the clock waits for it")
  func otherStart() throws {
    var story = try atWork()
    story.moment = try Moment(parsing: "2024-03-06T01:00:00Z")
    var other = story
    try story.move([("from: event take", "from: state open")], moves: "clocks: {term: recompute}")
    #expect(try story.deadline("term").status == .stopped)
    try other.move([("from: event take", "from: event sign")], moves: "clocks: {term: recompute}")
    #expect(try other.deadline("term").status == .stopped)
    try other.fire("sign", by: office)
    #expect(other.due("term") == "2024-03-20")
    other.expectReplay()
  }

  @Test("a clock runs on from the state that is called otherwise now, and stops in the states of the new version")
  func renamedStart() throws {
    var story = try Removal.story()
    let slips = [("  open:", "  new:"), ("state open", "state new")]
    try story.move(slips, moves: "states: {open: new}")
    #expect(story.state == "new" && story.due("receipt") == "2024-03-11")
    #expect(story.current?.root.clocks["receipt"]?.version == nil, "only the name is another")
    var stopped = try atWork()
    try stopped.fire("sign", by: office)
    try stopped.move([("stops in: [done]\n    remind", "stops in: [signing, done]\n    remind")])
    #expect(try stopped.deadline("term").status == .stopped)
  }

  // MARK: - What was before is not done again

  @Test("what fell due before the move happens first, under the old version; no reminder is sent twice")
  func reminders() throws {
    var story = try atWork()
    story.moment = try Moment(parsing: "2024-03-08T01:00:00Z")
    try story.move(
      [("remind: [{before", "remind: [{before: 9 working days, tell: head}, {before")])
    #expect(story.history.map(\.name) == ["open", "take", "remind term", "moved"])
    #expect(try story.wait(until: "2024-03-18").isEmpty)
    #expect(try story.wait(until: "2024-03-19") == ["overdue term 2024-03-19"])
  }

  @Test("a date that a recompute moves into the past is overdue at once, and only then")
  func overdue() throws {
    var story = try atWork()
    story.moment = try Moment(parsing: "2024-03-12T01:00:00Z")
    try story.move([("10 working days", "3 working days")], moves: "clocks: {term: recompute}")
    #expect(try story.deadline("term").due.description == "2024-03-07")
    #expect(try story.wait(until: "2024-03-12") == ["overdue term 2024-03-08"])
    #expect(try story.wait(until: "2024-03-20").isEmpty)
  }

  @Test("a breach that has been told is not told again for a date that is kept")
  func toldOnce() throws {
    var story = try atWork()
    #expect(try story.wait(until: "2024-03-19").contains("overdue term 2024-03-19"))
    try story.move([("10 working days", "20 working days")], moves: "clocks: {term: keep}")
    #expect(try story.wait(until: "2024-03-22").isEmpty)
  }

  @Test("what a state waits for is counted by the new version, from when the state was entered")
  func waits() throws {
    var story = try atWork()
    let before = try #require(story.current)
    try story.move([("15 working days", "20 working days")])
    let after = try #require(story.current)
    let changes = before.dateChanges(to: after, in: story.library)
    #expect(changes.map(\.subject) == ["0:after:late"] && changes.map(\.reason) == [.waits])
    #expect(changes.first?.to?.description == "2024-04-02")
  }

  // MARK: - Values

  @Test("values go over to fields with other names and types, without being written anew")
  func values() throws {
    var story = try atWork(["size": .string("7")])
    let written = story.current?.root.written["size"]
    try story.move(
      [("size: {type: text}", "extent: {type: int}"), ("[size, fixed", "[extent, fixed")], moves: "data: {size: extent}"
    )
    #expect(story.current?.root.data["extent"] == .int(7))
    #expect(story.current?.root.data["size"] == nil)
    #expect(written != nil)
    story.expectReplay()
    var same = try atWork(["size": .string("7")])
    try same.move(
      [("size: {type", "extent: {type"), ("[size, fixed", "[extent, fixed")], moves: "data: {size: extent}")
    #expect(same.current?.root.written["extent"] == written, "a new name is no new text: decisions on it stand")
  }

  @Test("a value is given up only where the version says so")
  func clearing() throws {
    let slips = [("size: {type: text}, ", ""), ("[size, fixed", "[fixed")]
    var story = try atWork(["size": .string("7")])
    #expect(try story.obstacle(slips) == .fieldGone(field: "size"))
    story = try atWork(["size": .string("7")])
    try story.move(slips, moves: "clear: size")
    #expect(story.current?.root.data["size"] == nil)
    story = try atWork()
    try story.move(slips)
    #expect(story.current?.root.workflow.version == 2)
  }

  @Test("a value that does not fit the field keeps the case where it is")
  func unfit() throws {
    var story = try atWork(["size": .string("large")])
    guard case .unfit(let field, _, let found) = try story.obstacle([("size: {type: text}", "size: {type: int}")])
    else {
      Issue.record("the case moved")
      return
    }
    #expect(field == "size" && found.english == "\"large\"")
  }

  // MARK: - Approvals and tracks

  @Test("an approval under way is kept while the same people are asked for the same")
  func approval() throws {
    var story = try atWork()
    try story.fire("sign", by: office)
    try story.fire("approve", by: .someone("head@desk", code: "h"))
    var other = story
    try story.move(
      [
        ("  work:", "  desk work:"), ("to: work", "to: desk work"),
        ("refusal: work, due: 5", "refusal: desk work, due: 9"), ("[work, done]", "[desk work, done]"),
      ], moves: "states: {work: desk work}")
    #expect(story.current?.root.approval?.decisions.map(\.person) == ["h"])
    try story.fire("approve", by: .someone("chief@desk", code: "c"))
    #expect(story.state == "done")
    story.expectReplay()
    #expect(
      try other.obstacle([("{ask: chief, of: desk}", "{ask: boss, of: desk}")]) == .approvalChanged(state: "signing"))
  }

  @Test("a state that asks for an approval takes no case that stands in none")
  func approvalWanted() throws {
    var story = try atWork()
    let found = try story.obstacle(
      [
        (
          "    who: office\n    events:\n      sign",
          "    approval: {steps: [{ask: head}], refusal: open}\n    who: office\n    events:\n      approved: {to: done}\n      sign"
        )
      ])
    #expect(found == .approvalChanged(state: "work"))
  }

  @Test("the tracks of a state go on where the new version runs the same, and keep the case where it does not")
  func tracks() throws {
    var story = try atWork(["units": .list([.string("a"), .string("b")])])
    try story.fire("share", by: office)
    var other = story
    try story.move([("each: data.units, run: part, as: main}", "each: data.units, run: part, as: main, join: none}")])
    #expect(story.current?.tracks.map(\.workflow.version) == [2, 1, 1])
    #expect(story.current?.tracks.count { !$0.isEnded } == 3)
    story.expectReplay()
    #expect(
      try other.obstacle([("run: part, as: main}", "run: part, as: others}")]) == .tracksChanged(state: "shared"))
  }

  @Test("a track moves with its own workflow; the case around it stays")
  func ownWorkflow() throws {
    var story = try atWork(["units": .list([.string("a"), .string("b")])])
    try story.fire("share", by: office)
    try story.fire("finish", by: .someone("hand@a"), track: 1)
    let part =
      Definitions.part.replacing("version: 1", with: "version: 2").replacing("open", with: "busy")
      .replacing("done", with: "finished") + "\nmoves: {from: 1, states: {open: busy, done: finished}}"
    story.library = try Rehearsal([Removal.first, Definitions.part, part]).library
    try story.submit(.move(to: WorkflowReference(name: "part", version: 2), definition: []), by: .engine)
    #expect(story.current?.tracks.map(\.state) == ["shared", "finished", "busy"])
    #expect(story.current?.tracks.map(\.workflow.version) == [1, 2, 2])
    #expect(story.current?.tracks[2].clocks["act"]?.stopped == nil)
    try story.fire("finish", by: .someone("hand@b"), track: 2)
    #expect(story.current?.tracks[2].isEnded == true)
    story.expectReplay()
  }

  // MARK: - Which cases

  @Test("a case that has ended, one of another version, and one that has moved, stay")
  func stays() throws {
    let stays = Rejection.nothingToMove(to: WorkflowReference(name: "errand", version: 2))
    var story = try atWork()
    try story.fire("finish", by: office)
    #expect(throws: stays) { try story.move() }
    story = try atWork()
    try story.move()
    #expect(throws: stays) { try story.move() }
    let errand = Removal.first.replacing("workflow: errand", with: "workflow: other")
    var other = try Rehearsal([errand, Definitions.part])
    try other.open("other")
    #expect(throws: stays) { try other.move() }
  }

  @Test("history tells which text it moved to")
  func digest() throws {
    var story = try atWork()
    try story.move()
    let version = WorkflowReference(name: "errand", version: 2)
    #expect(story.history.last?.changes.first == .moved(.root, to: version, state: "work", definition: [1, 2]))
    #expect(story.history.last?.actor == "engine")
  }
}
