extension ExplanationStep {
  /// One line, lower case, without full stop.
  var english: String {
    switch self {
    case .corrected(let from, let to, let on): "the start was recorded as \(from), and corrected on \(on) to \(to)"
    case .started(let date, let start): "started on \(day(date)), \(start.english)"
    case .began(let start): "began \(time(start))"
    case .recorded(let date): "recorded on \(day(date))"
    case .startRolled(let from, let to, let name): "the start moves from \(rest(from, name)) to \(day(to))"
    case .fixed(let date): "set to \(day(date))"
    case .counted(let span, let last): "\(span) \(span.count == 1 ? "ends" : "end") on \(day(last))"
    case .ran(let span, let end): "\(span) \(span.count == 1 ? "ends" : "end") \(time(end))"
    case .skipped(let from, let to, let name): "not counted: \(name.text(in: .english)), \(range(from, to))"
    case .weekends(let from, let to, let days):
      "not counted: \(days) weekend \(days == 1 ? "day" : "days") from \(from) to \(to)"
    case .worked(let date, let name):
      "counted although a weekend day: \(day(date)), a make-up day"
        + (name.map { " for \($0.text(in: .english))" } ?? "")
    case .paused(let from, let until, let days, let working, let last):
      "paused from \(from) until \(until), \(Span(min(days, Span.largestCount), working ? .workingDays : .days)): "
        + "the last day becomes \(day(last))"
    case .stood(let from, let until, let end): "paused from \(from) until \(until): it ends \(time(end))"
    case .held(let from, let until, let last):
      "paused from \(from) until \(until), while the last day was a day of rest: it moves to \(day(last))"
    case .pausedSince(let date): "paused since \(day(date)), and cannot lapse until it resumes"
    case .capped(let cap, let last, let fromStart):
      "at most \(cap) from \(fromStart ? "the start" : "that date"), which end on \(day(last))"
    case .extended(let granted, let last):
      "extended\(granted.on.map { " on \($0)" } ?? "") \(granted.reach.english()): the last day is \(day(last))"
    case .prolonged(let granted, let end):
      "extended\(granted.on.map { " on \($0)" } ?? "") \(granted.reach.english(inHours: true)): it ends \(time(end))"
    case .rolled(let from, let to, let name): "the last day moves from \(rest(from, name)) to \(day(to))"
    case .unpublished(let year): "provisional: the holidays of \(year) are not published in this calendar"
    case .calendar(let name, let version): "calendar \(name), version \(version)"
    case .parent(let name, let version, let child): "calendar \(name), version \(version), which \(child) extends"
    case .law(let text): "by \(text)"
    case .due(let date, .midnight): "due \(day(date)), until the midnight that ends it"
    case .due(let date, .closeOfBusiness): "due \(day(date)), until the close of business"
    case .dueAt(let end): "due \(time(end))"
    }
  }

  private func day(_ date: CivilDate) -> String { "\(date) (\(WeekdayName.text(date.weekday, in: .english)))" }

  private func time(_ wall: WallTime) -> String { "on \(day(wall.date)) at \(wall.time)" }

  private func rest(_ date: CivilDate, _ name: CalendarName?) -> String {
    day(date) + (name.map { ", \($0.text(in: .english))," } ?? "")
  }

  private func range(_ from: CivilDate, _ to: CivilDate) -> String {
    from == to ? day(from) : "\(from) to \(to)"
  }
}

extension Counting.Start {
  fileprivate var english: String {
    switch self {
    case .excluded: "a day that is not counted"
    case .included: "the first day counted"
    case .rolled: "or the first working day after it, a day that is not counted"
    }
  }
}

extension ClockFacts.Extension.Reach {
  fileprivate func english(inHours: Bool = false) -> String {
    switch self {
    case .to(let span): "to \(span) from the start"
    case .by(let span): inHours ? "by \(span)" : "by \(span) from the last day"
    case .fromGrant(let span): "to \(span) from the \(inHours ? "moment" : "day") it was granted"
    }
  }
}
