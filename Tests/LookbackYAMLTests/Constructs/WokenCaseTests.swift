import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("A case that is woken often does not grow")
struct WokenCaseTests {
  /// It sleeps five days, is reminded of on the way, is awake for a day, and sleeps again.
  private static let sleeper = """
    notation: 1
    workflow: matter
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data: {received: {type: date}}
    roles: {office: {post: clerk, of: desk}}
    clocks:
      nap:
        runs: 3 days
        from: state asleep
        stops in: [awake]
        remind: [{before: 1 day, tell: office}]
        breach: {tell: office}
    states:
      asleep:
        who: office
        events:
          wake: {after: 5 days, to: awake}
          end: {to: done}
      awake:
        events:
          rest: {after: 1 day, to: asleep}
      done: {final: true}
    """

  @Test("what its states and clocks have fired before is forgotten when they begin anew")
  func forgotten() throws {
    var story = try Rehearsal([Self.sleeper], on: "2024-03-04")
    try story.open("matter")
    var sizes: [Int] = []
    for round in 1...60 {
      let day = try CivilDate(parsing: "2024-03-04").adding(days: round * 10)
      _ = try story.wait(until: day.description)
      sizes.append(try #require(story.current).root.fired.count)
    }
    let rounds = story.history.count { $0.name == "wake" }
    #expect(rounds >= 60)
    #expect(story.history.count { $0.name == "overdue nap" } >= rounds)
    #expect(sizes.allSatisfy { $0 <= 4 }, "\(sizes)")
    story.expectReplay()
  }

  @Test("nothing fires twice within one stay, whatever is done meanwhile")
  func once() throws {
    var story = try Rehearsal([Self.sleeper], on: "2024-03-04")
    try story.open("matter")
    let fired = try story.wait(until: "2024-03-08")
    #expect(fired.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == ["remind nap", "overdue nap"])
    #expect(try story.wait(until: "2024-03-08") == [])
  }
}
