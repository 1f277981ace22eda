import LookbackTime

extension WorkflowReader {
  private static let allowed = [
    "title", "law", "runs", "from", "at", "counting", "roll", "cut-off", "ends at", "pauses counted in", "stops in",
    "pauses in", "extend", "remind", "breach",
  ]

  mutating func clock(_ key: SourceNode, _ node: SourceNode) -> ClockDefinition? {
    guard let name = log.name(key, "a clock's name"),
      let keys = log.keys(of: node, allowed: Self.allowed, in: "a clock"), let term = term(keys)
    else { return nil }
    return ClockDefinition(
      name: name, title: log.label(keys["title"], "a title"), law: keys["law"].flatMap { log.text($0, "`law`") },
      term: term, counting: counting(keys, term), stopsIn: stateNames(keys["stops in"], "`stops in`"),
      pausesIn: stateNames(keys["pauses in"], "`pauses in`"), extend: keys["extend"].flatMap { extend($0) },
      reminders: log.list(keys["remind"], "`remind`").compactMap { reminder($0) },
      breach: keys["breach"].flatMap { breach($0) })
  }

  private mutating func term(_ keys: KeyedValues) -> ClockDefinition.Term? {
    if let at = keys["at"] {
      if let runs = keys["runs"] ?? keys["from"] {
        log.error("misplaced-key", "a clock runs from a start or is due `at` a date: remove one", at: runs.location)
      }
      return date(at).map { .at($0) }
    }
    guard let runs = keys["runs"] else {
      log.error("missing-key", "a clock has neither `runs` nor `at`: add one", at: keys.location)
      return nil
    }
    let span = wholeDays(runs, "`runs`")
    guard let from = log.required("from", of: keys, in: "a clock that runs"), let start = start(from), let span else {
      return nil
    }
    return .runs(span, from: start)
  }

  /// Terms of law are counted in days and longer.
  mutating func wholeDays(_ node: SourceNode, _ what: String) -> Span? {
    log.span(node, what).flatMap { wholeDays($0, what, at: node.location) }
  }

  mutating func wholeDays(_ span: Span, _ what: String, at place: SourceLocation) -> Span? {
    switch span.unit {
    case .days, .workingDays, .weeks, .months, .years: return span
    case .minutes, .hours, .workingHours:
      log.error(
        "not-whole-days", "\(what) is counted in days, weeks, months or years: found `\(span)`", at: place)
      return nil
    }
  }

  private mutating func date(_ node: SourceNode) -> ValuePath? {
    guard let text = log.text(node, "`at`") else { return nil }
    if text.first?.isNumber == true {
      guard log.date(text, at: node.location) != nil else { return nil }
      log.error("fixed-date", "a version outlives a date: keep it in a field and write data.NAME", at: node.location)
      return nil
    }
    return path(node, "`at`", holding: "date") { $0 == .date }
  }

  private mutating func start(_ node: SourceNode) -> ClockStart? {
    guard let text = log.text(node, "`from`") else { return nil }
    if text.hasPrefix("event ") { return eventName(String(text.dropFirst(6)), at: node.location).map { .event($0) } }
    if text.hasPrefix("state ") {
      let name = String(text.dropFirst(6))
      return named("unknown-state", "state", name, among: names.states, at: node.location).map { .state($0) }
    }
    log.error("bad-start", "`\(text)` is no start: write event NAME or state NAME", at: node.location)
    return nil
  }

  private mutating func reminder(_ node: SourceNode) -> Reminder? {
    guard let keys = log.keys(of: node, allowed: ["before", "after", "tell"], in: "a reminder") else { return nil }
    let tell = recipients(log.required("tell", of: keys, in: "a reminder"), "`tell`")
    switch (keys["before"], keys["after"]) {
    case (let before?, nil):
      return wholeDays(before, "`before`").map { Reminder(direction: .before, span: $0, tell: tell) }
    case (nil, let after?):
      return wholeDays(after, "`after`").map { Reminder(direction: .after, span: $0, tell: tell) }
    default:
      log.error("missing-key", "a reminder has one of `before` and `after`", at: keys.location)
      return nil
    }
  }

  private mutating func breach(_ node: SourceNode) -> Breach? {
    guard let keys = log.keys(of: node, allowed: ["mark", "tell"], in: "`breach`") else { return nil }
    let mark = keys["mark"].flatMap { log.name($0, "`mark`") } ?? "overdue"
    return Breach(mark: mark, tell: recipients(keys["tell"], "`tell`"))
  }
}
