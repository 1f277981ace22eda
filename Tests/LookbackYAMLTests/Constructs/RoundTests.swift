import LookbackCEL
import LookbackCore
import Testing

@Suite("Guards look at the tracks of the newest round")
struct RoundTests {
  private let clerk = Actor.someone("clerk@desk")

  /// After a round with unit a, handled to its end.
  private func handled() throws -> Rehearsal {
    var story = try Rehearsal([Definitions.rounds, Definitions.part])
    try story.open("rounds")
    try story.fire("assign", ["units": .string("a")], by: clerk)
    try story.fire("finish", by: .someone("hand@a"), track: 1)
    try story.fire("go on", by: clerk)
    return story
  }

  @Test("a state that is left lets what follows see the tracks that it opened")
  func afterwards() throws {
    let story = try handled()
    #expect(story.refusal("close", by: clerk) == nil)
  }

  @Test("a round without elements has no tracks, while it stands and after it")
  func empty() throws {
    var story = try handled()
    try story.fire("again", ["units": .string("")], by: clerk)
    #expect(story.refusal("judge", by: clerk) != nil)
    try story.fire("go on", by: clerk)
    #expect(story.state == "judged")
    #expect(story.refusal("close", by: clerk) != nil)
    #expect(story.current?.tracks[1].state == "done")
    story.expectReplay()
  }

  @Test("a round with elements again shows those, and a unit that comes late counts to its round")
  func next() throws {
    var story = try handled()
    try story.fire("again", ["units": .string("")], by: clerk)
    try story.fire("go on", by: clerk)
    try story.fire("again", ["units": .string("b")], by: clerk)
    #expect(story.refusal("judge", by: clerk) == nil)
    try story.fire("finish", by: .someone("hand@b"), track: 2)
    try story.fire("go on", by: clerk)
    #expect(story.refusal("close", by: clerk) == nil)
  }
}
