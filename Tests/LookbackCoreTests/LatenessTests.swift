import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("time comes before what anybody does")
struct LatenessTests {
  private func assigned() throws -> Story {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    return story
  }

  @Test("a person's event after an unfired breach is recorded after it, with the breach dated at its midnight")
  func lateDaemon() throws {
    var story = try assigned()
    let due = try #require(story.current?.deadlines(in: story.library).first { $0.clock == "reply" }?.due)
    story.moment = story.moment.adding(microseconds: 200 * 86_400_000_000)
    let seen = story.history.count
    try story.fire("withdraw", ["reason": .string("late")], by: .proposer)
    let names = story.history[seen...].map(\.name)
    #expect(names.first == "nudge" && names.last == "withdraw", "\(names)")
    let breach = try #require(story.history.first { $0.name == "overdue reply" })
    #expect(breach.on == (try due.adding(days: 1)))
    #expect(breach.actor == "engine" && breach.via == "timer")
    #expect(story.history.last?.actor == "xue")
    #expect(story.messages.contains { $0.topic == .overdue && $0.due == due })
    let current = try #require(story.current)
    #expect(Case.replay(story.history, id: current.id, tenant: current.tenant) == current)
  }

  @Test("a timer that is fired late brings what fell due before it, in the order of the instants")
  func order() throws {
    var story = try assigned()
    let timers = try #require(story.current).timers(in: story.library)
    let last = try #require(timers.max { $0.due < $1.due })
    story.moment = last.due
    let seen = story.history.count
    try story.submit(.timer(key: last.key, due: last.due), by: .engine)
    let dates = story.history[seen...].map(\.on)
    #expect(dates.count == timers.count)
    #expect(dates == dates.sorted())
    #expect(story.current?.timers(in: story.library) == [])
  }

  @Test("a refused event leaves the case as it was, however late it is")
  func refusalChangesNothing() throws {
    var story = try assigned()
    story.moment = story.moment.adding(microseconds: 200 * 86_400_000_000)
    let before = story.current
    #expect(throws: Rejection.self) { try story.fire("close", by: .office) }
    #expect(story.current == before)
  }
}
