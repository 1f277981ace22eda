import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("Units come and go while a state lasts, and leaving waits for those that are joined")
struct LateUnitTests {
  private let clerk = Actor.someone("clerk@desk")

  private func assigned(_ units: String, helpers: String = "c") throws -> Rehearsal {
    var story = try Rehearsal([Definitions.shared, Definitions.part])
    try story.open("shared")
    try story.fire("assign", ["units": .string(units), "helpers": .string(helpers)], by: clerk)
    return story
  }

  @Test("a unit that is added opens a track, and the join waits for it")
  func added() throws {
    var story = try assigned("a")
    story.moment = story.moment.adding(microseconds: 86_400_000_000)
    try story.fire("change units", ["units": .string("a,b")], by: clerk)
    #expect(story.current?.tracks.map(\.unit) == [nil, "a", "c", "b"])
    #expect(story.current?.tracks.map(\.round) == [1, 2, 2, 2])
    try story.fire("finish", by: .someone("hand@a"), track: 1)
    #expect(story.state == "working")
    try story.fire("finish", by: .someone("hand@b"), track: 3)
    #expect(story.state == "done")
    story.expectReplay()
  }

  @Test("a unit that is taken out ends its track with its clock, and no join looks at it")
  func removed() throws {
    var story = try assigned("a,b")
    try story.fire("finish", by: .someone("hand@a"), track: 1)
    try story.fire("change units", ["units": .string("a")], by: clerk)
    #expect(story.state == "done")
    let gone = try #require(story.current?.tracks[2])
    #expect(gone.isEnded && gone.isRemoved && gone.clocks["act"]?.stopped != nil)
    story.expectReplay()
  }

  @Test("a unit that is put back gets a new track in the same round")
  func returned() throws {
    var story = try assigned("a,b")
    try story.fire("change units", ["units": .string("a")], by: clerk)
    try story.fire("change units", ["units": .string("a,b")], by: clerk)
    #expect(story.current?.tracks.map(\.unit) == [nil, "a", "b", "c", "b"])
    #expect(story.current?.tracks.map(\.isRemoved) == [false, false, true, false, false])
    story.expectReplay()
  }

  @Test("the first unit of a group that was empty joins the round of the state")
  func lateGroup() throws {
    var story = try Rehearsal([Definitions.shared, Definitions.part])
    try story.open("shared")
    try story.fire("assign", ["units": .string("a")], by: clerk)
    try story.fire("change units", ["helpers": .string("h")], by: clerk)
    #expect(story.current?.tracks.last?.unit == "h")
    #expect(story.current?.tracks.last?.round == story.current?.root.entered.sequence)
  }

  @Test("what changes nothing in the list opens and ends nothing")
  func unchanged() throws {
    var story = try assigned("a,b")
    try story.fire("change units", ["units": .string("b,a")], by: clerk)
    #expect(story.current?.tracks.count == 4)
    #expect(story.current?.tracks.contains { $0.isEnded } == false)
  }

  @Test("an event that leaves the state waits for the joined tracks, and says for whom")
  func waits() throws {
    var story = try assigned("a,b")
    #expect(story.refusal("finish early", by: clerk) == .tracksRunning(event: "finish early", elements: ["a", "b"]))
    try story.fire("finish", by: .someone("hand@a"), track: 1)
    #expect(story.refusal("finish early", by: clerk) == .tracksRunning(event: "finish early", elements: ["b"]))
  }

  @Test(
    "`join: none`, a guard that looks at the group, and `anywhere` do not wait",
    arguments: ["cut short", "judge", "withdraw"])
  func goesOn(event: String) throws {
    var story = try assigned("a,b")
    try story.fire(event, by: clerk)
    #expect(story.state == "done")
    #expect(story.current?.tracks.allSatisfy(\.isEnded) == true)
    #expect(story.current?.tracks.dropFirst().allSatisfy { $0.clocks["act"]?.stopped != nil } == true)
  }
}
