import LookbackCore
import LookbackTime

/// Reads reminders of clocks, approvals and look-backs, which all belong to a due date.
extension WorkflowReader {
  mutating func reminders(_ node: SourceNode?) -> [Reminder] {
    log.list(node, "`remind`").compactMap { reminder($0) }
  }

  private mutating func reminder(_ node: SourceNode) -> Reminder? {
    guard let keys = log.keys(of: node, as: .reminder) else { return nil }
    let tell = recipients(log.required("tell", of: keys, in: "a reminder"), "`tell`")
    guard let every = keys["every"] else { return single(keys, tell) }
    let ladder = ladder(every, keys)
    if let before = keys["before"] {
      log.error("misplaced-key", "reminders repeat `after` the due date: remove `before`", at: before.location)
    }
    guard let ladder else { return nil }
    guard let after = keys["after"], after.text != "due" else {
      return Reminder(direction: .after, span: nil, tell: tell, ladder: ladder)
    }
    return log.span(after, "`after`").map { Reminder(direction: .after, span: $0, tell: tell, ladder: ladder) }
  }

  private mutating func single(_ keys: KeyedValues, _ tell: [Recipient]) -> Reminder? {
    refuseBounds(keys)
    switch (keys["before"], keys["after"]) {
    case (let before?, nil):
      return log.span(before, "`before`").map { Reminder(direction: .before, span: $0, tell: tell) }
    case (nil, let after?):
      return log.span(after, "`after`").map { Reminder(direction: .after, span: $0, tell: tell) }
    default:
      log.error("missing-key", "a reminder has one of `before` and `after`", at: keys.location)
      return nil
    }
  }

  private mutating func refuseBounds(_ keys: KeyedValues) {
    for name in ["at most", "until"] {
      guard let node = keys[name] else { continue }
      log.error("misplaced-key", "only a reminder with `every` repeats: remove `\(name)`", at: node.location)
    }
  }

  /// Reads a repetition, which must have an end.
  private mutating func ladder(_ every: SourceNode, _ keys: KeyedValues) -> Reminder.Ladder? {
    let span = log.span(every, "`every`")
    let end: Reminder.Ladder.End?
    switch (keys["at most"], keys["until"]) {
    case (let count?, nil): end = log.count(count, "`at most`", in: 1...Reminder.mostRungs).map { .count($0) }
    case (nil, let until?): end = log.span(until, "`until`").map { .until($0) }
    default:
      log.error("unbounded-reminder", "what repeats has an end: give one of `at most` and `until`", at: keys.location)
      return nil
    }
    guard let span, let end else { return nil }
    guard span.count > 0 else {
      log.error("bad-interval", "`every` is more than nothing: found `\(span)`", at: every.location)
      return nil
    }
    if case .until(let last) = end, let place = keys["until"]?.location {
      let first = keys["after"]?.text.flatMap { try? Span(parsing: $0) } ?? span
      if last != first, last.isSurelyWithin(first) {
        log.error(
          "bad-interval", "the first of these reminders, after \(first), would be later than `until`: none is sent",
          at: place)
      }
    }
    return Reminder.Ladder(every: span, end: end)
  }
}
