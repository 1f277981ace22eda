import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@Suite("A case lives its whole life")
struct LifeTests {
  @Test("an answer signed by all closes the matter's wait and draws a number")
  func answer() throws {
    var story = try Story()
    story.registers[RegisterKey(name: "青民函", period: 2019)] = 164
    try story.answered()
    let current = try #require(story.current)
    #expect(current.root.state == "answered")
    #expect(current.root.data["class"] == .string("B"))
    #expect(current.tracks[1].data["number"] == .string("青民函〔2019〕164号"))
    #expect(story.registers[RegisterKey(name: "青民函", period: 2019)] == 165)
    #expect(story.messages.map(\.topic) == [.letter, .notice])
    #expect(current.root.clocks["reply"]?.stopped != nil)
    #expect(current.timers(in: story.library).isEmpty)
  }

  @Test("a register that is full gives no number: what would draw it is blocked until there is one")
  func fullRegister() throws {
    var story = try Story()
    story.registers[RegisterKey(name: "青民函", period: 2019)] = RegisterKey.largestNumber + 1
    try story.answered()
    #expect(story.current?.root.state == "assigned")
    #expect(story.current?.tracks[1].blocked.entries.map(\.value.obstacle.code) == ["register-full"])
    #expect(story.current?.tracks[1].data["number"] == nil)
  }

  @Test("replaying the history gives the case exactly")
  func replay() throws {
    var story = try Story()
    try story.answered()
    try story.fire("close", by: .office)
    #expect(Case.replay(story.history, id: CaseID(7)) == story.current)
  }

  @Test("a class-B answer comes back after a year, is reopened with its class unset, and answered again")
  func lookBack() throws {
    var story = try Story()
    try story.answered()
    try story.fire("close", by: .office)
    let fired = try story.wait(until: Moment(parsing: "2020-08-01T00:00:00Z"))
    #expect(fired == ["due class-b"])
    #expect(story.messages.last?.topic == .lookBack)
    #expect(story.current?.workItems(in: story.library).map(\.kind) == ["class-b"])
    try story.fire("look back", ["review_due": .string("2020-08-31")], by: .office)
    #expect(story.current?.root.data["class"] == nil)
    #expect(story.current?.root.state == "assigned")
    try story.reply(class: "A", unit: "civil", track: 2)
    #expect(story.current?.root.state == "answered")
    #expect(story.current?.root.data["class"] == .string("A"))
    #expect(story.current?.tracks[2].data["number"] == .string("青民函〔2020〕1号"))
    #expect(Case.replay(story.history, id: CaseID(7)) == story.current)
  }

  @Test("a class-A answer does not come back")
  func noLookBack() throws {
    var story = try Story()
    try story.answered(class: "A")
    try story.fire("close", by: .office)
    _ = try story.wait(until: Moment(parsing: "2020-08-01T00:00:00Z"))
    #expect(story.current?.workItems(in: story.library).isEmpty == true)
    #expect(!story.messages.contains { $0.topic == .lookBack })
  }

  @Test("a silent unit is reminded, then marked overdue, each once")
  func overdue() throws {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil,health")], by: .office)
    let fired = try story.wait(until: Moment(parsing: "2019-06-01T00:00:00Z"))
    #expect(fired == ["nudge", "nudge", "remind reply", "overdue reply"])
    let due = try CivilDate(parsing: "2019-05-01")
    #expect(story.current?.deadlines(in: story.library).first?.due == due)
    #expect(story.messages.map(\.topic) == [.reminder, .overdue])
    #expect(story.messages[0].to.count == 2)
    #expect(story.history.last?.on == (try due.adding(days: 1)))
    let again = try story.wait(until: Moment(parsing: "2019-12-01T00:00:00Z"))
    #expect(again.isEmpty)
  }

  @Test("an extension reaches six months from the start and re-arms the reminder")
  func extended() throws {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil")], by: .office)
    try story.fire("extend reply", ["reason": .string("hard")], by: .office)
    #expect(story.current?.deadlines(in: story.library).first?.due == (try CivilDate(parsing: "2019-08-01")))
    #expect(throws: Rejection.cannotExtend(clock: "reply", reason: .limitReached)) {
      try story.fire("extend reply", ["reason": .string("again")], by: .office)
    }
  }

  @Test("an announced date later than the statutory one is flagged")
  func contradiction() throws {
    var story = try Story()
    try story.open()
    try story.fire(
      "assign", ["units": .string("civil"), "announced": .string("2019-06-30")], by: .office)
    let announced = story.current?.deadlines(in: story.library).first { $0.clock == "announced" }
    #expect(announced?.contradicts == "reply")
  }

  @Test("withdrawal ends every track at once")
  func withdrawal() throws {
    var story = try Story()
    try story.open()
    try story.fire("assign", ["units": .string("civil,health")], by: .office)
    try story.fire("withdraw", ["reason": .string("settled")], by: .proposer)
    #expect(story.current?.tracks.allSatisfy(\.isEnded) == true)
    #expect(story.current?.timers(in: story.library).isEmpty == true)
  }
}
