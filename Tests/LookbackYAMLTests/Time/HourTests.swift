import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("Hours and working hours do what the notation says, wherever they stand")
struct HourTests {
  private typealias D = TimeDefinitions

  private func play(_ definition: String, _ steps: String, calendar: String = D.calendar()) throws {
    let differences = try D.play(D.scenario("x", steps), [definition, calendar])
    #expect(differences == [])
  }

  @Test("a wait of four working hours that begins at nine is over at two")
  func wait() throws {
    let lapse = "lapse: {title: {en: lapse, zh: 逾}, after: 4 working hours, to: done}"
    try play(
      D.workflow("x", events: lapse),
      """
      - {after: 299 minutes, expect: {state: open}}
      - {after: 1 minute, expect: {state: done}}
      """)
  }

  @Test("a wait that meets the end of the day goes on on the next working day, and hours over midnight count")
  func nights() throws {
    let lapse = "lapse: {title: {en: lapse, zh: 逾}, after: 6 working hours, to: done}"
    try play(
      D.workflow("x", events: lapse),
      """
      - {after: 3 hours, expect: {state: open}}
      - {after: 13 hours, expect: {state: open}}
      - {after: 22 hours, expect: {state: open}}
      - {after: 59 minutes, expect: {state: open}}
      - {after: 1 minute, expect: {state: done}}
      """, calendar: D.calendar(hours: "[22:00-02:00]"))
  }

  @Test("a single day has hours of its own")
  func singleDay() throws {
    let lapse = "lapse: {title: {en: lapse, zh: 逾}, after: 4 working hours, to: done}"
    try play(
      D.workflow("x", events: lapse),
      """
      - {after: 25 hours, expect: {state: open}}
      - {after: 1 hour, expect: {state: done}}
      """, calendar: D.calendar(hours: "{every day: [09:00-18:00], 2025-03-03: [09:00-11:00]}"))
  }

  @Test("a clock of eight working hours is reminded, paused, extended and overdue to the minute")
  func clock() throws {
    let clocks = """
      answer:
        title: {en: answer, zh: 答}
        runs: 8 working hours
        from: state open
        pauses on: [ask]
        resumes on: [hear]
        extend: {by: 2 working hours, who: office}
        remind: [{before: 1 working hour, tell: office}, {after: 1 hour, tell: head}]
        breach: {tell: head}
      """
    let events = """
      ask: {title: {en: ask, zh: 问}}
      hear: {title: {en: hear, zh: 闻}}
      finish: {title: {en: finish, zh: 结}, if: [{cel: "!clock('answer').overdue", else: {en: late, zh: 迟}}], to: done}
      close: {title: {en: close, zh: 止}, to: done}
      """
    // Two hours pass, the pause takes from eleven to five; one hour is left of the day, five hours of the next.
    try play(
      D.workflow("x", clocks: clocks, events: events),
      """
      - {after: 2 hours, expect: {due: {answer: 2025-03-03}}}
      - {when: ask, by: clerk@desk}
      - {after: 6 hours}
      - {when: hear, by: clerk@desk, expect: {due: {answer: 2025-03-04}}}
      - {after: 20 hours, expect: {happened: [], overdue: []}}
      - {when: extend answer, by: clerk@desk, expect: {due: {answer: 2025-03-04}}}
      - {after: 3 hours, expect: {happened: [remind answer], overdue: []}}
      - {after: 59 minutes, expect: {overdue: []}}
      - {after: 1 minute, expect: {happened: [overdue answer], overdue: [answer]}}
      - {when: finish, by: clerk@desk, expect: {rejected: guard-failed}}
      - {after: 1 hour, expect: {happened: [remind answer]}}
      """)
  }

  @Test("an approval in working hours reminds those asked when they are over")
  func approval() throws {
    let definition = D.workflow(
      "x",
      events: """
        send: {title: {en: send, zh: 送}, to: sign}
        """,
      rest: """
          sign:
            title: {en: sign, zh: 签}
            who: office
            approval:
              steps: [{title: {en: head, zh: 长}, ask: head}]
              refusal: open
              due: {within: 4 working hours, remind: [{before: 1 hour, tell: approvers}]}
            events:
              approved: {title: {en: approved, zh: 准}, to: done}
        """)
    try play(
      definition,
      """
      - {when: send, by: clerk@desk}
      - {after: 239 minutes, expect: {happened: []}}
      - {after: 1 minute, expect: {happened: [remind approvers]}}
      - {after: 1 hour, expect: {happened: [remind approvers]}}
      """)
  }

  @Test("a calendar without hours is refused where working hours are counted", arguments: [true, false])
  func missingHours(hasHours: Bool) {
    let lapse = "lapse: {title: {en: lapse, zh: 逾}, after: 4 working hours, to: done}"
    let calendar = hasHours ? D.calendar() : D.calendar(hours: nil)
    let found = D.load([D.workflow("x", events: lapse), calendar]).diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.code) == (hasHours ? [] : ["missing-hours"]))
    #expect(found.allSatisfy { $0.file == "0.yaml" })
  }

  @Test("hours of a day of rest, hours that run into the next day's, and single days without a week's are refused")
  func badHours() {
    for hours in [
      "{every day: [09:00-12:00], 2025-03-08: [09:00-12:00]}", "{every day: [09:00-12:00], 2025-03-07: []}",
      "{2025-03-07: [09:00-12:00]}", "{every day: [01:00-03:00, 22:00-02:00]}",
    ] {
      let found = D.load([D.calendar(hours: hours)]).diagnostics.filter { $0.severity == .error }
      #expect(found.map(\.code) == ["bad-hours"], "\(hours): \(found)")
    }
  }

  @Test("a clock of hours has no last day to be counted or moved, and is extended by hours")
  func misplaced() {
    for (extra, code) in [
      ("roll: as is", "misplaced-key"), ("cut-off: \"17:00\"", "misplaced-key"),
      ("ends at: close of business", "misplaced-key"), ("extend: {by: 1 day, who: office}", "not-whole-days"),
    ] {
      let clock = "answer: {title: {en: answer, zh: 答}, runs: 8 hours, from: state open, \(extra)}"
      let found = D.load([D.workflow("x", clocks: clock, events: D.finish), D.calendar()]).diagnostics
      #expect(found.filter { $0.severity == .error }.map(\.code) == [code], "\(extra)")
    }
  }
}
