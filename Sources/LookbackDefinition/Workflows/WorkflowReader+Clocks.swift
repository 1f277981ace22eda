import LookbackCore
import LookbackTime

extension WorkflowReader {
  mutating func clock(_ key: SourceNode, _ node: SourceNode) -> ClockDefinition? {
    guard let name = log.name(key, "a clock's name"),
      let keys = log.keys(of: node, as: .clock), let term = term(keys)
    else { return nil }
    if case .runs(let span, _) = term, span.isPartOfDay { refuseCounting(keys) }
    checkPauses(keys)
    return ClockDefinition(
      name: name, title: log.title(keys["title"], "a title"), law: keys["law"].flatMap { law($0) },
      term: term, counting: counting(keys, term), stopsIn: stateNames(keys["stops in"], "`stops in`"),
      pausesIn: stateNames(keys["pauses in"], "`pauses in`"), extend: keys["extend"].flatMap { extend($0, term) },
      reminders: reminders(keys["remind"]),
      breach: keys["breach"].flatMap { breach($0) }, pausesOn: definedEvents(keys["pauses on"], "`pauses on`"),
      resumesOn: definedEvents(keys["resumes on"], "`resumes on`"), correct: correction(keys, term))
  }

  /// Reads `correct`. Only a clock that runs from a start may have it; the date of another clock is corrected in its
  /// fields.
  private mutating func correction(_ keys: KeyedValues, _ term: ClockDefinition.Term) -> CorrectRule? {
    guard let node = keys["correct"] else { return nil }
    if case .runs = term { return correct(node) }
    log.error("misplaced-key", "only a clock that runs from a start is corrected: remove `correct`", at: node.location)
    return nil
  }

  /// Reads names of events, which must be defined by a state or by `anywhere`.
  private mutating func definedEvents(_ node: SourceNode?, _ what: String) -> [String] {
    log.texts(node, what).compactMap {
      named("unknown-event", "event", $0.text, among: names.defined.sorted(), at: $0.location)
    }
  }

  /// Reports `pauses on` without `resumes on`, or the reverse, and a pause of a clock that has stopped.
  private mutating func checkPauses(_ keys: KeyedValues) {
    if let resumes = keys["resumes on"], keys["pauses on"] == nil {
      log.error(
        "misplaced-key", "no event halts the clock: add `pauses on` or remove `resumes on`", at: resumes.location)
    }
    if let halts = keys["pauses on"], keys["resumes on"] == nil {
      log.error("missing-key", "no event lets the clock go on: add `resumes on`", at: halts.location)
    }
    if let counted = keys["pauses counted in"], keys["pauses in"] == nil, keys["pauses on"] == nil {
      log.error(
        "misplaced-key", "the clock never stands still: add `pauses in` or `pauses on`, or remove `pauses counted in`",
        at: counted.location)
    }
    let stops = Set((keys["stops in"]?.texts ?? []).map(\.text)).union(names.finalStates)
    for (state, place) in keys["pauses in"]?.texts ?? [] where stops.contains(state) {
      log.error("misplaced-key", "the clock has stopped in `\(state)`: remove it from `pauses in`", at: place)
    }
  }

  private mutating func term(_ keys: KeyedValues) -> ClockDefinition.Term? {
    if let at = keys["at"] {
      if let runs = keys["runs"] ?? keys["from"] {
        log.error("misplaced-key", "a clock runs from a start or is due `at` a date: remove one", at: runs.location)
      }
      return date(at)
    }
    guard let runs = keys["runs"] else {
      log.error("missing-key", "a clock has neither `runs` nor `at`: add one", at: keys.location)
      return nil
    }
    let span = log.span(runs, "`runs`")
    guard let from = log.required("from", of: keys, in: "a clock that runs"), let start = start(from), let span else {
      return nil
    }
    return .runs(span, from: start)
  }

  /// Reports keys that count days in a term of hours, which ends at a moment and has no last day.
  private mutating func refuseCounting(_ keys: KeyedValues) {
    for name in ["counting", "roll", "cut-off", "ends at", "pauses counted in"] {
      guard let node = keys[name] else { continue }
      log.error("misplaced-key", "a clock that runs for hours has no last day: remove `\(name)`", at: node.location)
    }
  }

  /// Reads a span of days or longer.
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

  /// Reads a field, or an expression over fields.
  private mutating func date(_ node: SourceNode) -> ClockDefinition.Term? {
    guard let text = log.text(node, "`at`") else { return nil }
    if text.first?.isNumber == true {
      guard log.date(text, at: node.location) != nil else { return nil }
      log.error("fixed-date", "a version outlives a date: keep it in a field and write data.NAME", at: node.location)
      return nil
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPath = parts.count <= 2 && text.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
    guard !isPath else { return path(node, "`at`", holding: "date") { $0 == .date }.map { .at($0) } }
    return settledDate(node).map { .computed($0) }
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

  mutating func breach(_ node: SourceNode) -> Breach? {
    guard let keys = log.keys(of: node, as: .breach) else { return nil }
    let mark = keys["mark"].flatMap { log.name($0, "`mark`") } ?? "overdue"
    return Breach(
      mark: mark, tell: recipients(keys["tell"], "`tell`"),
      effects: log.texts(keys["do"], "`do`").compactMap { effect($0.text, at: $0.location) })
  }
}
