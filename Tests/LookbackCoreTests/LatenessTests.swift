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
    #expect(Case.replay(story.history, id: current.id) == current)
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

  /// The matter of the fixture with a reminder for two, a later one for one of them, and a ladder once it is overdue.
  private func laddered() throws -> Story {
    var story = try Story()
    var workflow = try #require(story.library.latest("matter"))
    let index = try #require(workflow.clocks.firstIndex { $0.name == "reply" })
    let both: [Recipient] = [.role("office"), .role("proposer")]
    workflow.clocks[index].reminders = [
      Reminder(direction: .before, span: Span(30, .days), tell: both),
      Reminder(direction: .before, span: Span(3, .days), tell: [.role("proposer")]),
      Reminder(
        direction: .after, span: Span(7, .days), tell: both, ladder: .init(every: Span(7, .days), end: .count(3))),
    ]
    story.library.add(workflow)
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    return story
  }

  /// Of each reminder in a history the day of what superseded it.
  private func superseded(_ story: Story) -> [CivilDate?] {
    story.history.filter { $0.name == "remind reply" }.map { event in
      for case .noted("superseded by", .date(let date)) in event.changes { return date }
      return nil
    }
  }

  private func reminded(_ story: Story) -> [[String]] {
    story.messages.filter { $0.topic == .reminder }.map { $0.to.map(\.description) }
  }

  @Test("a reminder that a later one overtook goes only to those whom the later one does not reach")
  func partlySuperseded() throws {
    var story = try laddered()
    let due = try #require(story.current?.deadlines(in: story.library).first { $0.clock == "reply" }?.due)
    let key = "0:reply:remind:before 3 days proposer"
    let last = try #require(story.current?.timers(in: story.library).first { $0.key == key }?.due)
    story.moment = last
    try story.submit(.timer(key: key, due: last), by: .engine)
    #expect(superseded(story) == [try due.adding(days: -3), nil])
    #expect(reminded(story) == [["inspector@government-office"], ["xue"]])
  }

  @Test("after an outage each series of reminders goes out once, and history says what each was superseded by")
  func collapsed() throws {
    var story = try laddered()
    let due = try #require(story.current?.deadlines(in: story.library).first { $0.clock == "reply" }?.due)
    story.moment = story.moment.adding(microseconds: 200 * 86_400_000_000)
    try story.fire("withdraw", ["reason": .string("late")], by: .proposer)
    let days = [7, 7, 14, 21, nil].map { $0.flatMap { try? due.adding(days: $0) } }
    #expect(superseded(story) == days)
    #expect(reminded(story) == [["inspector@government-office", "xue"]])
    #expect(story.messages.filter { $0.topic == .overdue }.count == 1)
    let current = try #require(story.current)
    #expect(Case.replay(story.history, id: current.id) == current)
  }

  @Test("reminders that come in time reach everybody they are for", arguments: [1, 80, 150])
  func inTime(days: Int) throws {
    var story = try laddered()
    let end = story.moment.adding(microseconds: Int64(days) * 86_400_000_000)
    _ = try story.wait(until: end)
    #expect(superseded(story).allSatisfy { $0 == nil })
    #expect(reminded(story).count == superseded(story).count)
  }
}
