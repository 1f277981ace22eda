import LookbackTime

extension WorkflowReader {
  private static let allowed = [
    "title", "law", "runs", "from", "at", "counting", "roll", "stops in", "pauses in", "extend", "remind", "breach",
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

  private mutating func counting(_ keys: KeyedValues, _ term: ClockDefinition.Term) -> Counting {
    var counting: Counting
    switch term {
    case .runs: counting = .civilCode
    case .at: counting = .announced
    }
    if let node = keys["counting"], let parts = log.keys(of: node, allowed: ["start", "last"], in: "`counting`") {
      if let start = parts["start"].flatMap({ log.choice($0, "`start`", of: Counting.Start.self) }) {
        counting.start = start
      }
      if let last = parts["last"].flatMap({ log.choice($0, "`last`", of: Counting.Last.self) }) { counting.last = last }
      if let roll = keys["roll"], parts["last"] != nil {
        log.error("misplaced-key", "`roll` and `last` say the same: remove one", at: roll.location)
      }
    }
    if let roll = keys["roll"].flatMap({ log.choice($0, "`roll`", of: Counting.Last.self) }) { counting.last = roll }
    return counting
  }

  private mutating func extend(_ node: SourceNode) -> ExtendRule? {
    let allowed = ["to", "by", "from", "at most", "who", "needs"]
    guard let keys = log.keys(of: node, allowed: allowed, in: "`extend`"), let amount = amount(keys) else { return nil }
    let who = roleNames(log.required("who", of: keys, in: "`extend`"), "`who`")
    let atMost = keys["at most"].flatMap { log.count($0, "`at most`", in: 1...1_000) } ?? 1
    return ExtendRule(amount: amount, atMost: atMost, who: who, needs: inputs(keys["needs"], "`needs`"))
  }

  private mutating func amount(_ keys: KeyedValues) -> ExtendRule.Amount? {
    if let from = keys["from"] {
      let text = log.text(from, "`from`")
      if text != nil, text != "start" || keys["to"] == nil {
        log.error("bad-start", "`from` stands beside `to` and is `start`", at: from.location)
      }
    }
    switch (keys["to"], keys["by"]) {
    case (let to?, nil): return wholeDays(to, "`to`").map { .to($0) }
    case (nil, let by?): return wholeDays(by, "`by`").map { .by($0) }
    case (.some, let by?): log.error("misplaced-key", "a clock is extended `to` or `by`: remove one", at: by.location)
    case (nil, nil): log.error("missing-key", "`extend` has neither `to` nor `by`: add one", at: keys.location)
    }
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
