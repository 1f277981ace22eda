import LookbackTime

/// A due date that reminders go around, and what names their timers.
struct Round {
  let key: String
  /// From a timer's key to what is remembered when it has fired.
  let mark: (String) -> String
  let due: CivilDate
  /// The first moment at which it is too late.
  let lapse: Moment
  /// Reminders of this day or before it are pointless.
  let after: CivilDate
  /// So are those of this moment or before it, where it is known.
  let began: Moment?
  let track: Track
  let workflow: Workflow
  let calendar: WorkCalendar?
  let library: Library
}

extension Case {
  /// Of each reminder the next: of a ladder the first rung that has not fired yet. A reminder is known by what it is,
  /// never by its place in the list; two that are the same are one.
  func alarms(_ reminders: [Reminder], _ round: Round, _ kind: (Reminder) -> ScheduledTimer.Kind) -> [ScheduledTimer] {
    var known: Set<String> = []
    return reminders.compactMap { reminder in
      for rung in 0..<reminder.rungs {
        let key = "\(round.key):\(reminder.identity)" + (reminder.ladder == nil ? "" : ":\(rung)")
        let mark = round.mark(key)
        guard let due = round.moment(of: reminder, rung: rung) else { break }
        if round.track.fired.contains(mark) { continue }
        guard known.insert(key).inserted else { return nil }
        return ScheduledTimer(kind: kind(reminder), track: round.track.id, timer: Timer(key: key, due: due), mark: mark)
      }
      return nil
    }
  }
}

extension Round {
  /// When a reminder goes out, in a recess at the first moment after it; nil if it would not be one any more.
  fileprivate func moment(of reminder: Reminder, rung: Int) -> Moment? {
    guard let calendar else { return nil }
    guard reminder.countsHours else {
      guard let date = reminder.date(ofRung: rung, around: due, calendar), date > after else { return nil }
      return library.startOfDay(date, in: workflow)
    }
    guard let moment = hourly(reminder, rung, calendar.withHours), moment > began ?? Moment(microseconds: .min),
      let date = calendar.afterRecess(library.date(at: moment, in: workflow))
    else { return nil }
    let outside = max(moment, library.startOfDay(date, in: workflow))
    return reminder.direction == .before && outside > lapse ? nil : outside
  }

  private func hourly(_ reminder: Reminder, _ rung: Int, _ calendar: WorkCalendar) -> Moment? {
    switch reminder.direction {
    case .before: return reminder.span.flatMap { step($0, from: lapse, back: true, calendar) }
    case .after:
      guard let first = reminder.span.map({ step($0, from: lapse, calendar) }) ?? lapse else { return nil }
      guard let ladder = reminder.ladder else { return first }
      let steps = reminder.span == nil ? rung + 1 : rung
      guard ladder.every.count * steps <= Span.largestCount else { return nil }
      let moment = step(Span(ladder.every.count * steps, ladder.every.unit), from: first, calendar)
      guard case .until(let limit) = ladder.end, let moment else { return moment }
      return step(limit, from: lapse, calendar).flatMap { moment <= $0 ? moment : nil }
    }
  }

  /// A step from a moment: of hours to the moment; of days to the first moment of a day, counted from the last day that is
  /// over by then.
  private func step(_ span: Span, from moment: Moment, back: Bool = false, _ calendar: WorkCalendar) -> Moment? {
    let zone = library.zone(of: workflow)
    guard !span.isPartOfDay else {
      return back
        ? try? calendar.moment(subtracting: span, from: moment, in: zone)
        : try? calendar.moment(adding: span, to: moment, in: zone)
    }
    let day = library.lastDay(upTo: moment, in: workflow)
    let date = back ? try? calendar.date(span, before: day) : try? calendar.date(span, after: day)
    return date.map { zone.startOfDay($0) }
  }
}

extension Reminder {
  /// However the definition bounds a ladder, it has no more rungs.
  package static let mostRungs = 100

  /// What it is: when it goes out and whom it tells. How long it is repeated is not part of it: what went out before stays
  /// sent where a later version repeats it longer.
  var identity: String {
    let start = span.map { "\(direction.rawValue) \($0)" } ?? "\(direction.rawValue) due"
    return
      ([start] + (ladder.map { ["every \($0.every)"] } ?? []) + [tell.map(\.name).sorted().joined(separator: ", ")])
      .joined(separator: " ")
  }

  /// One of its spans ends at a moment rather than with a day.
  var countsHours: Bool { (span?.isPartOfDay ?? false) || (ladder?.every.isPartOfDay ?? false) }

  fileprivate var rungs: Int {
    switch ladder?.end {
    case nil: 1
    case .count(let count): min(count, Self.mostRungs)
    case .until: Self.mostRungs
    }
  }

  /// The day on which it goes out: in a recess it waits for the first day after it; a reminder that would then come
  /// too late to be one is left to the breach.
  fileprivate func date(ofRung rung: Int, around due: CivilDate, _ calendar: WorkCalendar) -> CivilDate? {
    switch direction {
    case .before:
      let date = span.flatMap { try? calendar.date($0, before: due) }.flatMap { calendar.afterRecess($0) }
      return date.flatMap { $0 <= due ? $0 : nil }
    case .after:
      guard let first = span.map({ try? calendar.date($0, after: due) }) ?? due else { return nil }
      guard let ladder else { return calendar.afterRecess(first) }
      let steps = span == nil ? rung + 1 : rung
      guard ladder.every.count * steps <= Span.largestCount else { return nil }
      let step = Span(ladder.every.count * steps, ladder.every.unit)
      guard let date = steps == 0 ? first : try? calendar.date(step, after: first) else { return nil }
      if case .until(let limit) = ladder.end {
        guard let last = try? calendar.date(limit, after: due), date <= last else { return nil }
      }
      return calendar.afterRecess(date)
    }
  }
}

extension Recipient {
  fileprivate var name: String {
    switch self {
    case .role(let name): name
    case .tracks(let workflow, let role): "track.\(workflow).\(role)"
    case .approvers: "approvers"
    }
  }
}
