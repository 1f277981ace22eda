extension ExplanationStep {
  /// A value of a step, for formats such as JSON.
  package enum Value: Hashable, Sendable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case date(CivilDate)
  }

  /// A stable word for the kind of step.
  package var kind: String {
    switch self {
    case .corrected: "corrected"
    case .started: "started"
    case .began: "began"
    case .recorded: "recorded"
    case .startRolled: "start rolled"
    case .fixed: "fixed"
    case .counted: "counted"
    case .ran: "ran"
    case .skipped: "skipped"
    case .weekends: "weekends"
    case .worked: "worked"
    case .paused: "paused"
    case .stood: "stood"
    case .held: "held"
    case .pausedSince: "paused since"
    case .capped: "capped"
    case .extended: "extended"
    case .prolonged: "prolonged"
    case .rolled: "rolled"
    case .unpublished: "unpublished"
    case .calendar: "calendar"
    case .parent: "extended calendar"
    case .law: "law"
    case .due: "due"
    case .dueAt: "due at"
    }
  }

  /// What the step says, by stable names, in a fixed order; names of days in that language.
  package func fields(in language: Language) -> [(name: String, value: Value)] {
    switch self {
    case .corrected(let from, let to, let on): [("from", .date(from)), ("to", .date(to)), ("on", .date(on))]
    case .started(let date, let start): [("date", .date(date)), ("start", .text(start.rawValue))]
    case .began(let start): [("from", .text(start.description))]
    case .dueAt(let end): [("date", .date(end.date)), ("until", .text(end.time))]
    case .ran(let span, let end): [("span", .text(span.description)), ("until", .text(end.description))]
    case .prolonged(let granted, let end): granted.fields + [("until", .text(end.description))]
    case .stood(let from, let until, let end):
      [
        ("from", .text(from.description)), ("until", .text(until.description)), ("end", .text(end.description)),
      ]
    case .recorded(let date), .fixed(let date), .pausedSince(let date): [("date", .date(date))]
    case .startRolled(let from, let to, let name), .rolled(let from, let to, let name):
      [("from", .date(from)), ("to", .date(to))] + named(name, language)
    case .counted(let span, let last), .capped(let span, let last, _):
      [("span", .text(span.description)), ("last", .date(last))]
    case .skipped(let from, let to, let name): [("from", .date(from)), ("to", .date(to))] + named(name, language)
    case .weekends(let from, let to, let days): [("from", .date(from)), ("to", .date(to)), ("days", .number(days))]
    case .worked(let date, let name): [("date", .date(date))] + named(name, language)
    case .paused(let from, let until, let days, let working, let last):
      [
        ("from", .date(from)), ("until", .date(until)), ("days", .number(days)), ("working", .truth(working)),
        ("last", .date(last)),
      ]
    case .held(let from, let until, let last): [("from", .date(from)), ("until", .date(until)), ("last", .date(last))]
    case .extended(let granted, let last): granted.fields + [("last", .date(last))]
    case .unpublished(let year): [("year", .number(year))]
    case .calendar(let name, let version): [("name", .text(name)), ("version", .number(version))]
    case .parent(let name, let version, let child):
      [("name", .text(name)), ("version", .number(version)), ("of", .text(child))]
    case .law(let text): [("law", .text(text))]
    case .due(let date, let end): [("date", .date(date)), ("until", .text(end.rawValue))]
    }
  }

  private func named(_ name: CalendarName?, _ language: Language) -> [(name: String, value: Value)] {
    name.map { [("name", .text($0.text(in: language)))] } ?? []
  }
}

extension ClockFacts.Extension {
  fileprivate var fields: [(name: String, value: ExplanationStep.Value)] {
    let reached: (name: String, value: ExplanationStep.Value) =
      switch reach {
      case .to(let span): ("to", .text(span.description))
      case .by(let span): ("by", .text(span.description))
      case .fromGrant(let span): ("from grant", .text(span.description))
      }
    return [reached] + (on.map { [("on", .date($0))] } ?? []) + (cap.map { [("cap", .text($0.description))] } ?? [])
  }
}
