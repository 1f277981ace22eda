import LookbackCore
import LookbackTime

/// Reads how a clock's days are counted, and how it may be extended.
extension WorkflowReader {
  mutating func counting(_ keys: KeyedValues, _ term: ClockDefinition.Term) -> Counting {
    var counting: Counting
    switch term {
    case .runs: counting = .civilCode
    case .at, .computed: counting = .announced
    }
    if let node = keys["counting"], let parts = log.keys(of: node, as: .counting) {
      if let start = parts["start"].flatMap({ log.choice($0, "`start`", of: Counting.Start.self) }) {
        counting.start = start
      }
      if let last = parts["last"].flatMap({ log.choice($0, "`last`", of: Counting.Last.self) }) { counting.last = last }
      if let roll = keys["roll"], parts["last"] != nil {
        log.error("misplaced-key", "`roll` and `last` say the same: remove one", at: roll.location)
      }
    }
    if let end = keys["ends at"].flatMap({ log.choice($0, "`ends at`", of: Counting.End.self) }) { counting.end = end }
    counting.pauses = keys["pauses counted in"].flatMap {
      log.choice($0, "`pauses counted in`", of: Counting.PausedDays.self)
    }
    counting.cutOff = keys["cut-off"].flatMap { cutOff($0) }
    if case .runs = term {} else { refuseStart(keys) }
    if let roll = keys["roll"].flatMap({ log.choice($0, "`roll`", of: Counting.Last.self) }) { counting.last = roll }
    return counting
  }

  /// Reports keys about the start of a clock whose date is given, as such a date is not counted.
  private mutating func refuseStart(_ keys: KeyedValues) {
    // With both keys it is not known which of the two is meant.
    guard keys["runs"] == nil else { return }
    for (name, node) in [
      ("start", keys["counting"]?["start"]), ("cut-off", keys["cut-off"]), ("to", keys["extend"]?["to"]),
    ] {
      guard let node else { continue }
      let advice = name == "to" ? "write `by`" : "remove it"
      log.error(
        "misplaced-key", "a clock that is due `at` a date has no start that `\(name)` could count from: \(advice)",
        at: node.location)
    }
  }

  /// Reads `17:00`, or `{at: 17:00, counts as: next working day}`.
  private mutating func cutOff(_ node: SourceNode) -> CutOff? {
    guard node.pairs != nil else { return timeOfDay(node).map { CutOff($0, .nextDay) } }
    guard let keys = log.keys(of: node, as: .cutOff),
      let time = log.required("at", of: keys, in: "`cut-off`").flatMap({ timeOfDay($0) })
    else { return nil }
    return CutOff(time, keys["counts as"].flatMap { log.choice($0, "`counts as`", of: CutOff.Day.self) } ?? .nextDay)
  }

  private mutating func timeOfDay(_ node: SourceNode) -> TimeOfDay? {
    guard let text = log.text(node, "a cut-off") else { return nil }
    do throws(DateError) { return try TimeOfDay(parsing: text) } catch {
      log.error("bad-time", "\(error)", at: node.location)
      return nil
    }
  }

  /// Reads `extend`. A clock of days is extended by days, a clock of hours by hours.
  mutating func extend(_ node: SourceNode, _ term: ClockDefinition.Term) -> ExtendRule? {
    var inHours = false
    if case .runs(let span, _) = term { inHours = span.isPartOfDay }
    guard let keys = log.keys(of: node, as: .extend), let amount = amount(keys, inHours) else { return nil }
    checkReach(amount, keys, term)
    let who = roleNames(log.required("who", of: keys, in: "`extend`"), "`who`")
    let atMost = keys["at most"].flatMap { log.count($0, "`at most`", in: 1...1_000) } ?? 1
    let cap = keys["cap"].flatMap { inHours ? hours($0, "`cap`") : wholeDays($0, "`cap`") }
    return ExtendRule(
      amount: amount, cap: cap, atMost: atMost, who: who, needs: inputs(keys["needs"], "`needs`"),
      ask: roleNames(keys["ask"], "`ask`"))
  }

  /// Reports an extension that could never give a later day, and a cap that is never reached.
  private mutating func checkReach(_ amount: ExtendRule.Amount, _ keys: KeyedValues, _ term: ClockDefinition.Term) {
    var least: Span?
    if case .runs(let span, _) = term { least = span }
    let cap = keys["cap"].flatMap { node in node.text.flatMap { try? Span(parsing: $0) } }
    func isBeyond(_ span: Span) -> Bool { least.map { !span.isSurelyWithin($0) } ?? (span.count > 0) }
    switch amount {
    case .to(let span):
      if let place = keys["to"]?.location, !isBeyond(span) { refuseReach("to", place) }
      if let cap, let place = keys["cap"]?.location, span.isSurelyWithin(cap) {
        log.error("misplaced-key", "`cap` is never reached by `to`: remove it", at: place)
      }
    case .fromGrant: break
    case .by(let span):
      if let place = keys["by"]?.location, span.count == 0 { refuseReach("by", place) }
    }
    if let cap, let place = keys["cap"]?.location, !isBeyond(cap) { refuseReach("cap", place) }
  }

  private mutating func refuseReach(_ key: String, _ place: SourceLocation) {
    log.error("bad-interval", "the clock could never be extended: let `\(key)` be more than it has", at: place)
  }

  mutating func correct(_ node: SourceNode) -> CorrectRule? {
    guard let keys = log.keys(of: node, as: .correct) else { return nil }
    let who = roleNames(log.required("who", of: keys, in: "`correct`"), "`who`")
    return CorrectRule(who: who, needs: inputs(keys["needs"], "`needs`"))
  }

  private mutating func hours(_ node: SourceNode, _ what: String) -> Span? {
    guard let span = log.span(node, what) else { return nil }
    if span.isPartOfDay { return span }
    log.error(
      "not-whole-days", "\(what) of a clock that runs for hours is counted in hours: found `\(span)`", at: node.location
    )
    return nil
  }

  private mutating func amount(_ keys: KeyedValues, _ inHours: Bool) -> ExtendRule.Amount? {
    switch (keys["to"], keys["by"]) {
    case (let to?, nil):
      _ = base(keys["from"], of: "to", among: ["start"])
      return (inHours ? hours(to, "`to`") : wholeDays(to, "`to`")).map { .to($0) }
    case (nil, let by?):
      let base = base(keys["from"], of: "by", among: ["due", "today"])
      return (inHours ? hours(by, "`by`") : wholeDays(by, "`by`")).map { base == "today" ? .fromGrant($0) : .by($0) }
    case (.some, let by?): log.error("misplaced-key", "a clock is extended `to` or `by`: remove one", at: by.location)
    case (nil, nil): log.error("missing-key", "`extend` has neither `to` nor `by`: add one", at: keys.location)
    }
    return nil
  }

  /// Reads from where an extension is counted. The first word holds if nothing is said.
  private mutating func base(_ node: SourceNode?, of key: String, among words: [String]) -> String? {
    guard let node, let text = log.text(node, "`from`") else { return words.first }
    if words.contains(text) { return text }
    let known = words.map { "`\($0)`" }.joined(separator: " or ")
    log.error("bad-start", "an extension `\(key)` a term is counted from \(known): found `\(text)`", at: node.location)
    return nil
  }
}

extension Span {
  /// Returns whether the span is never longer than the other, whatever the calendar says.
  func isSurelyWithin(_ other: Span) -> Bool {
    if unit == other.unit { return count <= other.count }
    if let own = microseconds, let others = other.microseconds { return own <= others }
    return false
  }
}
