import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackTools
import LookbackYAML
import Testing

@Suite("Who may date back stands in the definition")
struct DatingBackTests {
  /// Friday.
  private static let today = "2025-03-28"
  private static let clerk = Actor.someone("clerk@desk")
  private static let head = Actor.someone("head@desk")

  /// What somebody may do that takes a date; both roles may do each of them.
  enum Kind: String, CaseIterable {
    case open, note, extend, ask, correct, approve, refuse

    var event: String {
      switch self {
      case .extend: "extend answer"
      case .ask: "ask to extend report"
      case .correct: "correct answer"
      case .open, .note, .approve, .refuse: rawValue
      }
    }
    var data: [String: Value] {
      switch self {
      case .correct: ["started": .string("2025-03-02")]
      case .refuse: ["reason": .string("no")]
      case .open, .note, .extend, .ask, .approve: [:]
      }
    }
  }

  private static func definition(_ back: String, ofNote own: String = "") -> String {
    """
    notation: 1
    workflow: x
    version: 1
    title: {en: x, zh: 某}
    calendar: office
    timezone: Asia/Shanghai
    \(back)
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
      head: {post: head, of: desk, title: {en: head, zh: 长}}
    clocks:
      answer:
        title: {en: answer, zh: 答}
        runs: 90 days
        from: state open
        extend: {by: 5 days, who: [office, head]}
        correct: {who: [office, head]}
        breach: {tell: head}
      report:
        title: {en: report, zh: 报}
        runs: 90 days
        from: state open
        extend: {by: 5 days, ask: [office, head], who: head}
        breach: {tell: head}
    states:
      open:
        title: {en: open, zh: 开}
        who: [office, head]
        waits: without limit
        events:
          note: {title: {en: note, zh: 记}\(own)}
          submit: {title: {en: submit, zh: 送}, to: signing}
      signing:
        title: {en: signing, zh: 签}
        approval:
          steps: [{ask: [office, head], need: 1, title: {en: sign, zh: 签}}]
          refusal: open
        events:
          approved: {title: {en: signed, zh: 已签}, to: done}
      done: {title: {en: done, zh: 完}, final: true}
    """
  }

  /// Opened on Monday 3 March, unless the opening is what is tried; today it is Friday the 28th.
  private static func story(_ definition: String, _ kind: Kind) throws -> Rehearsal {
    var story = try Rehearsal([definition, TimeDefinitions.calendar()], on: "2025-03-03")
    if kind != .open { try story.open("x") }
    if [.approve, .refuse].contains(kind) { try story.fire("submit", by: clerk) }
    story.moment = try Moment(parsing: "\(today)T01:00:00Z")
    return story
  }

  /// The code of the refusal.
  private static func refusal(
    _ definition: String, _ kind: Kind, by actor: Actor, on day: String, _ more: [String: Value] = [:]
  ) throws -> String? {
    var story = try story(definition, kind)
    let data = kind.data.merging(more) { $1 }
    let request: Command.Request =
      kind == .open
      ? .open(workflow: "x", data: data) : .fire(event: kind.event, track: nil, data: data)
    do {
      try story.submit(request, by: actor, on: try CivilDate(parsing: day))
      story.expectReplay()
      #expect(story.history.last?.on.description == day)
      return nil
    } catch { return (error as? Rejection)?.code ?? "\(error)" }
  }

  @Test("whatever takes a date: who may date back, how far, and with what", arguments: Kind.allCases)
  func table(kind: Kind) throws {
    let rules: [(back: String, who: [String])] = [
      ("", []), ("back: never", []), ("back: {who: head, at most: 10 working days}", ["head"]),
      ("back: {who: [office], at most: 10 working days}", ["clerk"]),
      ("back: {who: [office, head], at most: 2 weeks}", ["clerk", "head"]),
    ]
    for rule in rules {
      let definition = Self.definition(rule.back)
      for (name, actor) in [("clerk", Self.clerk), ("head", Self.head)] {
        for day in ["2025-03-13", "2025-03-14", "2025-03-27", Self.today] {
          let mayBack = rule.who.contains(name)
          let expected =
            day == Self.today ? nil : !mayBack ? "may-not-date-back" : day < "2025-03-14" ? "too-far-back" : nil
          #expect(
            try Self.refusal(definition, kind, by: actor, on: day) == expected, "\(rule.back), \(name), \(day)")
        }
      }
    }
  }

  @Test(
    "where a reason is needed it is needed only for what is dated back, and says something", arguments: Kind.allCases)
  func reasons(kind: Kind) throws {
    let definition = Self.definition("back: {who: [office, head], at most: 1 month, needs: [reason]}")
    let own = kind == .refuse
    for (day, reason, expected) in [
      (Self.today, nil, nil), ("2025-03-27", own ? "no" : nil, own ? nil : "missing"), ("2025-03-27", "  ", "missing"),
      ("2025-03-27", "the letter came late", nil),
    ] as [(String, String?, String?)] {
      let more = reason.map { ["reason": Value.string($0)] } ?? [:]
      #expect(try Self.refusal(definition, kind, by: Self.clerk, on: day, more) == expected, "\(day) \(reason ?? "")")
    }
  }

  @Test("what an event says of itself goes before what the workflow says, in both directions")
  func own() throws {
    let closed = Self.definition("back: {who: office, at most: 1 month}", ofNote: ", back: never")
    #expect(try Self.refusal(closed, .note, by: Self.clerk, on: "2025-03-27") == "may-not-date-back")
    #expect(try Self.refusal(closed, .extend, by: Self.clerk, on: "2025-03-27") == nil)
    let open = Self.definition("", ofNote: ", back: {who: office, at most: 1 week}")
    #expect(try Self.refusal(open, .note, by: Self.clerk, on: "2025-03-21") == nil)
    #expect(try Self.refusal(open, .note, by: Self.clerk, on: "2025-03-20") == "too-far-back")
    #expect(try Self.refusal(open, .extend, by: Self.clerk, on: "2025-03-27") == "may-not-date-back")
  }

  @Test("a decision is not dated before the text came to be signed")
  func decisions() throws {
    let definition = Self.definition(TimeDefinitions.back)
    for decision in ["approve", "refuse"] {
      var story = try Rehearsal([definition, TimeDefinitions.calendar()], on: "2025-03-03")
      try story.open("x")
      story.moment = try Moment(parsing: "2025-03-10T01:00:00Z")
      try story.fire("submit", by: Self.clerk)
      story.moment = try Moment(parsing: "2025-03-14T01:00:00Z")
      #expect(throws: Rejection.self) {
        try story.fire(decision, ["reason": .string("x")], by: Self.head, on: "2025-03-09")
      }
      try story.fire(decision, ["reason": .string("x")], by: Self.head, on: "2025-03-10")
    }
  }

  @Test("the substitute of one who may date back may")
  func substitutes() throws {
    let definition = Self.definition("back: {who: head, at most: 1 month}")
    let deputy = Actor.someone("clerk@desk", for: [.whole("li", "head@desk")])
    #expect(try Self.refusal(definition, .note, by: deputy, on: "2025-03-27") == nil)
  }

  @Test("a refusal says who may, or which day is the earliest, in both languages")
  func words() throws {
    let library = try Self.story(Self.definition(""), .note).library
    let back = Rejection.mayNotDateBack(event: "note", who: ["head@desk"])
    let far = Rejection.tooFarBack(try CivilDate(parsing: "2025-03-01"), earliest: try CivilDate(parsing: "2025-03-14"))
    for (language, words) in [
      (Language.english, ["only head@desk may date `note` back", "2025-03-14 is the earliest day"]),
      (.chinese, ["“记（note）”只能由 head@desk 补记", "最早可补记至 2025-03-14"]),
    ] {
      let voice = Localizer(language: language, library: library)
      #expect(voice.sentence(back).contains(words[0]), "\(voice.sentence(back))")
      #expect(voice.sentence(far).contains(words[1]), "\(voice.sentence(far))")
    }
  }

  @Test("what was entered later says so, from the two dates of its record; what was not says nothing")
  func mark() throws {
    var story = try Self.story(Self.definition(TimeDefinitions.back), .note)
    try story.fire("submit", by: Self.clerk, on: "2025-03-25")
    let workflow = try #require(story.library.latest("x"))
    let marks = story.history.map { $0.lateEntry(in: story.library, workflow) }
    #expect(marks.map { $0?.days } == [nil, 3])
    let stood = try #require(story.current)
    #expect(stood.lateEntry(of: stood.root, in: story.library)?.days == 3)
    var event = try #require(story.history.last)
    for (day, actor, english, chinese) in [
      ("2025-03-25", "clerk", "entered 3 days later", "补录，晚 3 日"),
      ("2025-03-27", "clerk", "entered 1 day later", "补录，晚 1 日"),
      ("2025-03-26", "engine", "recorded 2 days later", "晚 2 日记录"), ("2025-03-28", "engine", nil, nil),
    ] as [(String, String, String?, String?)] {
      (event.on, event.actor) = (try CivilDate(parsing: day), actor)
      let late = event.lateEntry(in: story.library, workflow)
      #expect(late?.text(in: .english) == english && late?.text(in: .chinese) == chinese)
    }
  }

  @Test("a scenario dates openings and events by the same rule, and its timeline tells what was entered later")
  func scenarios() throws {
    let steps = """
      - {open: second, dated: 2025-02-28, day: 2025-03-05, by: clerk@desk, expect: {rejected: may-not-date-back}}
      - {open: third, dated: 2025-02-28, by: head@desk, expect: {state: open}}
      - {when: note, case: third, dated: 2025-03-03, by: head@desk}
      - {when: note, dated: 2025-03-04, by: clerk@desk, expect: {rejected: may-not-date-back}}
      """
    let texts = [Self.definition("back: {who: head, at most: 1 week}"), TimeDefinitions.calendar()]
    #expect(try TimeDefinitions.play(TimeDefinitions.scenario("x", steps), texts) == [])
    var simulation = Simulation(
      TimeDefinitions.load(texts).library, at: try Moment(parsing: "2025-03-05T01:00:00Z"))
    let id = try simulation.open("x", [:], by: Self.head, dated: try CivilDate(parsing: "2025-03-04"))
    let entry = try #require(simulation.timeline.first)
    #expect(entry.text(in: .english, simulation.library, simulation[id]).contains(", entered 1 day later"))
    #expect(entry.text(in: .chinese, simulation.library, simulation[id]).contains("，补录，晚 1 日"))
  }

  @Test(
    "the checker refuses what cannot be meant",
    arguments: [
      ("back: {who: boss, at most: 1 week}", "unknown-role"), ("back: {who: [], at most: 1 week}", "missing-key"),
      ("back: {who: head, at most: 4 hours}", "not-whole-days"), ("back: {who: head}", "missing-key"),
      ("back: {at most: 1 week}", "missing-key"), ("back: {who: head, at most: 1 week, needs: proof}", "unknown-word"),
      ("back: {who: head, at most: 1 week, until: 2 days}", "unknown-key"), ("back: always", "expected-mapping"),
    ])
  func refused(_ back: String, _ code: String) {
    for text in [Self.definition(back), Self.definition("", ofNote: ", " + back)] {
      let found = TimeDefinitions.load([text, TimeDefinitions.calendar()]).diagnostics.filter { $0.severity == .error }
      #expect(found.map(\.code).contains(code), "\(found.map(\.description))")
    }
  }

  @Test("what the engine fires has no date that anybody could give")
  func engine() {
    let texts = [Self.definition("", ofNote: ", after: 1 week, back: never"), TimeDefinitions.calendar()]
    let found = TimeDefinitions.load(texts).diagnostics.map(\.code)
    #expect(found.contains("misplaced-key"), "\(found)")
  }
}
