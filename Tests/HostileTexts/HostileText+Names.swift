/// Names that are nearly others, numbers without end, and sections as long as a file.
extension HostileText {
  static var names: [HostileText] {
    let finals = head + "states:\n  a: {final: true}\n"
    let events = roles + "states:\n  a:\n    who: o\n    events:\n"
    return [
      .init("long keys that are nearly names", filled(head) { times(60, "tittttle") + "\($0): 1\n" }),
      .init(
        "keys of states that are nearly names",
        (0..<4_000).reduce(roles + "states:\n") { $0 + "  s\($1): {evnts: 1}\n" }),
      .init(
        "states in a row",
        (0..<3_300).reduce(roles + "states:\n") { $0 + "  s\($1): {who: o, events: {e: {to: s\($1 + 1)}}}\n" }),
      .init(
        "states that name states nearly",
        (0..<480).reduce(roles + "states:\n") {
          $0 + "  state number \($1): {who: o, events: {e: {to: state numbr \($1)}}}\n"
        }),
      .init("final states", (0..<9_000).reduce(roles + "states:\n") { $0 + "  s\($1): {final: true}\n" }),
      .init("events", (0..<9_000).reduce(events) { $0 + "      e\($1): {to: a}\n" }),
      .init("events to nowhere", (0..<9_000).reduce(events) { $0 + "      e\($1): {to: nowhere\($1)}\n" }),
      .init("fields", (0..<9_000).reduce(head + "data:\n") { $0 + "  f\($1): {type: text}\n" }),
      .init("fields of no type", (0..<9_000).reduce(head + "data:\n") { $0 + "  f\($1): {type: tixt}\n" }),
      .init("roles", (0..<6_000).reduce(head + "roles:\n") { $0 + "  r\($1): {post: a, of: b}\n" }),
      .init(
        "clocks",
        (0..<3_000).reduce(finals + "clocks:\n") { $0 + "  c\($1): {runs: 1 month, from: state a, stops in: [a]}\n" }),
      .init(
        "clocks that run for ever",
        (0..<3_000).reduce(finals + "clocks:\n") {
          $0 + "  c\($1): {runs: 99999999999999999999 months, from: state a}\n"
        }),
      .init("a span without end", finals + "clocks:\n  c: {runs: " + times(200_000, "9") + " months, from: state a}\n"),
      .init(
        "reminders",
        (0..<6_000).reduce(
          finals + "clocks:\n  c:\n    runs: 1 month\n    from: state a\n    stops in: [a]\n    remind:\n"
        ) { text, _ in text + "      - {before: 1 day, tell: o}\n" }),
      .init("promises", (0..<9_000).reduce(finals + "promises:\n") { $0 + "  - never a without b\($1)\n" }),
      .init(
        "steps",
        (0..<4_000).reduce(roles + "states:\n  a:\n    who: o\n    approval:\n      steps:\n") {
          $0 + "        - {ask: x\($1), of: y, need: 1}\n"
        }),
      .init("a zone as a path", head.replacing("Asia/Shanghai", with: times(20, "../") + "dev/zero")),
      .init("a zone without end", head.replacing("Asia/Shanghai", with: times(100_000, "A/"))),
      .init(
        .scenarios, "scenarios",
        Array(
          (0..<9_000).reduce("notation: 1\nscenarios: w\ntests:\n") { $0 + "  - {scenario: s\($1), steps: []}\n" }.utf8)
      ),
      .init(
        .scenarios, "steps of a scenario",
        Array(
          (0..<9_000).reduce("notation: 1\nscenarios: w\ntests:\n  - scenario: s\n    steps:\n") {
            $0 + "      - {when: e\($1)}\n"
          }.utf8)),
      .init(
        .scenarios, "waits of a scenario",
        Array(
          (0..<9_000).reduce("notation: 1\nscenarios: w\ntests:\n  - scenario: s\n    steps:\n") {
            $0 + "      - after: \($1)000000 years\n"
          }.utf8)),
      .init(.scenarios, "nothing but brackets", Array(times(100_000, "[").utf8)),
    ]
  }

  static var calendars: [HostileText] {
    let head = "notation: 1\ncalendar: c\nversion: 1\nweekend: [saturday, sunday]\n"
    let values = "notation: 1\nclasses: c\nversion: 1\nvalues:\n"
    return [
      .init("years", (0..<9_000).reduce(head + "years:\n") { $0 + "  \($1): {}\n" }),
      .init(
        "holidays",
        (0..<9_000).reduce(head + "years:\n  2020:\n    holidays:\n") { $0 + "      h\($1): 2020-01-01..2020-12-31\n" }),
      .init(
        "holidays of ten thousand years",
        (0..<4_000).reduce(head + "years:\n") { $0 + "  \(1900 + $1): {holidays: {h: 0001-01-01..9999-12-31}}\n" }),
      .init("days that are none", head.replacing("saturday, sunday", with: times(19_000, "satturday, "))),
      .init("a calendar that extends itself", head + "extends: c\nyears: {}\n"),
      .init("classes", (0..<9_000).reduce(values) { $0 + "  - {code: c\($1)}\n" }),
      .init("one class again and again", (0..<9_000).reduce(values) { text, _ in text + "  c: {en: a, zh: b}\n" }),
    ]
  }
}
