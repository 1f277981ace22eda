import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("A clock that is due at a date")
struct DatedClockTests {
  private typealias D = TimeDefinitions

  /// - Parameter keys: of the clock `handle`, which is due at a date that is given with the opening.
  private static func definition(_ keys: String, at date: String = "data.day") -> String {
    D.workflow(
      "x", clocks: "handle: {title: {en: handling, zh: 办}, at: \(date), \(keys), breach: {tell: office}}",
      events: """
        ask: {title: {en: ask, zh: 问}}
        hear: {title: {en: hear, zh: 闻}}
        set: {title: {en: set, zh: 定}, needs: [day]}
        wait: {title: {en: wait, zh: 候}, to: waiting}
        \(D.finish)
        """,
      rest: """
          waiting: {title: {en: waiting, zh: 待}, who: office, waits: without limit, events: {go on: {title: {en: go on, zh: 续}, to: open}}}
        data:
          day: {type: date, required: true, title: {en: day, zh: 日}}
        """)
  }

  private func play(_ keys: String, at date: String = "data.day", _ steps: String) throws {
    let scenario = """
      notation: 1
      scenarios: x
      given: {start: 2025-03-03, by: clerk@desk, data: {day: 2025-03-14}}
      tests:
        - scenario: it
          steps:
      \(steps.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n"))
      """
    #expect(try D.play(scenario, [Self.definition(keys, at: date), D.calendar()]) == [])
  }

  @Test(
    "more time is counted from the date, however often it may be given, up to the cap",
    arguments: ["data.day", "data.day + 0"])
  func extended(at date: String) throws {
    try play(
      "extend: {by: 5 working days, from: due, at most: 3, cap: 12 days, who: office}",
      at: date,
      """
      - {when: extend handle, by: clerk@desk, expect: {due: {handle: 2025-03-21}}}
      - {when: extend handle, by: clerk@desk, expect: {due: {handle: 2025-03-26}}}
      - {when: extend handle, by: clerk@desk, expect: {rejected: cannot-extend}}
      - {until: 2025-03-26, expect: {overdue: []}}
      - {until: 2025-03-27, expect: {overdue: [handle]}}
      """)
  }

  @Test("more time is given no oftener than the rule says")
  func atMost() throws {
    try play(
      "extend: {by: 10 working days, from: today, who: office}",
      """
      - {when: extend handle, by: clerk@desk, expect: {due: {handle: 2025-03-17}}}
      - {when: extend handle, by: clerk@desk, expect: {rejected: cannot-extend}}
      """)
  }

  @Test("a date that is given anew is a clock that begins anew")
  func givenAnew() throws {
    try play(
      "extend: {by: 5 working days, from: due, who: office}",
      """
      - {when: extend handle, by: clerk@desk, expect: {due: {handle: 2025-03-21}}}
      - {when: set, by: clerk@desk, with: {day: 2025-03-28}, expect: {due: {handle: 2025-03-28}}}
      - {when: extend handle, by: clerk@desk, expect: {due: {handle: 2025-04-04}}}
      """)
  }

  @Test(
    "the days on which it stands still are added to the date",
    arguments: [("pauses in: [waiting]", "wait", "go on"), ("pauses on: [ask], resumes on: [hear]", "ask", "hear")])
  func pauses(_ keys: String, _ halt: String, _ goOn: String) throws {
    // Stands still from the 5th to the 9th: five days, three of them working days.
    for (counted, due) in [("", "2025-03-19"), (", pauses counted in: working days", "2025-03-19")] {
      try play(
        keys + counted,
        """
        - {until: 2025-03-05}
        - {when: \(halt), by: clerk@desk}
        - {until: 2025-03-10}
        - {when: \(goOn), by: clerk@desk, expect: {due: {handle: \(due)}}}
        """)
    }
  }

  @Test("the steps that lead to the day are told")
  func told() throws {
    var story = try Rehearsal(
      [Self.definition("law: Act 3, extend: {by: 5 working days, from: due, cap: 5 days, who: office}"), D.calendar()],
      on: "2025-03-03")
    try story.open("x", ["day": .date(CivilDate(parsing: "2025-03-14"))])
    try story.fire("extend handle", by: .someone("clerk@desk"))
    let deadline = try #require(story.current?.deadlines(in: story.library).first)
    #expect(deadline.due.description == "2025-03-19")
    #expect(deadline.original.description == "2025-03-14")
    #expect(
      deadline.deadline.text(in: .english) == [
        "set to 2025-03-14 (Friday)", "not counted: 2 weekend days from 2025-03-15 to 2025-03-19",
        "at most 5 days from that date, which end on 2025-03-19 (Wednesday)",
        "extended on 2025-03-03 by 5 working days from the last day: the last day is 2025-03-19 (Wednesday)",
        "calendar office, version 1", "by Act 3", "due 2025-03-19 (Wednesday), until the midnight that ends it",
      ])
    story.expectReplay()
  }

  @Test(
    "what is counted from a start is refused, since there is none",
    arguments: [
      "counting: {start: included}", "cut-off: 17:00", "extend: {to: 10 days, who: office}",
      "correct: {who: office}",
    ])
  func refused(_ keys: String) {
    let found = D.load([Self.definition(keys), D.calendar()]).diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.code) == ["misplaced-key"])
  }

  @Test("it begins when a track of the case gives the date, and is overdue after it")
  func givenByTrack() throws {
    let part = """
      notation: 1
      workflow: part
      version: 1
      title: {en: part, zh: 某}
      calendar: office
      timezone: Asia/Shanghai
      data: {}
      roles:
        hand: {post: hand, of: track.unit, title: {en: hand, zh: 手}}
      states:
        open:
          title: {en: open, zh: 开}
          who: hand
          waits: without limit
          events:
            agree: {title: {en: agree, zh: 约}, set: {case.deadline: "date('2025-03-20')"}}
            finish: {title: {en: finish, zh: 结}, to: done}
        done: {title: {en: done, zh: 完}, final: true}
      """
    let whole = """
      notation: 1
      workflow: x
      version: 1
      title: {en: x, zh: 某}
      calendar: office
      timezone: Asia/Shanghai
      data:
        deadline: {type: date, title: {en: deadline, zh: 期限}}
        units: {type: list, of: unit, title: {en: units, zh: 单位}}
      roles:
        office: {post: clerk, of: desk, title: {en: office, zh: 办}}
      clocks:
        whole: {title: {en: whole, zh: 整}, at: data.deadline, stops in: [done], breach: {tell: office}}
      states:
        open:
          title: {en: open, zh: 开}
          who: office
          waits: without limit
          events:
            assign: {title: {en: assign, zh: 交}, needs: [units], to: work}
        work:
          title: {en: work, zh: 做}
          who: office
          waits: without limit
          tracks: [{each: data.units, run: part, as: main}]
          events:
            finish: {title: {en: finish, zh: 结}, to: done}
        done: {title: {en: done, zh: 完}, final: true}
      """
    let scenario = D.scenario(
      "x",
      """
      - {when: assign, by: clerk@desk, with: {units: roads}}
      - {when: agree, by: hand@roads, expect: {data: {deadline: 2025-03-20}, due: {whole: 2025-03-20}}}
      - {until: 2025-03-25, expect: {overdue: [whole]}}
      """)
    #expect(try D.play(scenario, [whole, part, D.calendar()]) == [])
  }

  @Test("five working days more than the date of a request, over a holiday")
  func newcomers() throws {
    let definition = """
      notation: 1
      workflow: extend-a-date
      version: 1
      title: {en: Extend a date, zh: 延长日期}
      calendar: plain
      timezone: Asia/Shanghai
      data:
        until: {type: date, required: true, title: {en: until, zh: 期限}}
      roles:
        office: {post: clerk, of: desk, title: {en: office, zh: 办公室}}
      clocks:
        handle: {title: {en: handling, zh: 办理期限}, at: data.until, extend: {by: 5 working days, from: due, who: office}, stops in: [done], breach: {tell: office}}
        term: {title: {en: term, zh: 期限}, runs: 12 days, from: state open, correct: {who: office}, stops in: [done], breach: {tell: office}}
      states:
        open:
          title: {en: open, zh: 办理中}
          who: office
          events:
            finish: {title: {en: finish, zh: 办结}, to: done}
        done: {title: {en: done, zh: 已办结}, final: true}
      """
    let scenario = """
      notation: 1
      scenarios: extend-a-date
      given: {start: 2024-09-26, by: clerk@desk, data: {until: 2024-10-10}}
      tests:
        - scenario: five working days more
          steps:
            - {when: extend handle, by: clerk@desk, expect: {due: {handle: 2024-10-17}}}
      """
    #expect(try D.play(scenario, [definition, Rehearsal.calendar]) == [])
  }
}
