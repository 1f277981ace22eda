import LookbackCEL
import LookbackCore
import LookbackTime

extension WorkflowFacets {
  mutating func add(_ clock: ClockDefinition) {
    let subject = unused(FacetSubject(.clock, clock.name))
    begin(subject, clock.title)
    set(subject, "law", FacetValue(clock.law?.text ?? ""))
    switch clock.term {
    case .runs(let span, let from):
      set(subject, "runs", FacetValue(span))
      set(subject, "from", FacetValue(from.facet))
    case .at(let path): set(subject, "at", FacetValue(path.description))
    case .computed(let expression): set(subject, "at", FacetValue("\"\(expression.source)\""))
    }
    set(subject, "counted from", FacetValue(clock.counting.start.rawValue))
    set(subject, "last day", FacetValue(clock.counting.last.rawValue))
    set(subject, "ends at", FacetValue(clock.counting.end.rawValue))
    set(subject, "pauses counted in", FacetValue(clock.counting.pauses?.rawValue ?? ""))
    if let cutOff = clock.counting.cutOff {
      set(subject, "cut-off", FacetValue("\(cutOff.time), then the \(cutOff.day.rawValue)"))
    }
    set(subject, "stops in", clock.stopsIn)
    set(subject, "pauses in", clock.pausesIn)
    set(subject, "pauses on", clock.pausesOn)
    set(subject, "resumes on", clock.resumesOn)
    if let rule = clock.correct {
      set(subject, "corrected by", rule.who.isEmpty ? ["–"] : rule.who)
      set(subject, "corrected with", rule.needs)
    }
    if let rule = clock.extend { add(rule, to: subject) }
    set(subject, clock.reminders)
    set(subject, clock.breach)
  }

  private mutating func add(_ rule: ExtendRule, to subject: FacetSubject) {
    let amount =
      switch rule.amount {
      case .to(let span): "to " + FacetValue(span)
      case .by(let span): "by " + FacetValue(span)
      case .fromGrant(let span): "by " + FacetValue(span) + " from today"
      }
    set(subject, "extended", amount)
    if let cap = rule.cap { set(subject, "extended at most to", FacetValue(cap)) }
    set(subject, "extended at most", FacetValue("\(rule.atMost) ×"))
    set(subject, "extended by", rule.who)
    set(subject, "extended with", rule.needs)
    set(subject, "extension asked by", rule.ask)
  }
}

extension Reminder {
  var facet: FacetValue {
    let place = span.map { FacetValue($0) + " " } ?? FacetValue("")
    let first = place + direction.rawValue
    let recipients = " → " + tell.map(\.facet).joined(separator: ", ")
    guard let ladder else { return first + recipients }
    let end =
      switch ladder.end {
      case .count(let count): FacetValue("\(count) ×")
      case .until(let span): "until " + FacetValue(span)
      }
    return first + ", every " + FacetValue(ladder.every) + ", " + end + recipients
  }
}

extension ClockStart {
  var facet: String {
    switch self {
    case .event(let name): "event \(name)"
    case .state(let name): "state \(name)"
    }
  }
}
