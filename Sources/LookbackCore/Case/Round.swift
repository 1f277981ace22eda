import LookbackTime

/// A due date with its reminders, and what names their timers.
struct Round {
  let key: String
  /// Makes the mark of a fired timer from its key.
  let mark: (String) -> String
  let due: CivilDate
  /// The first moment at which it is too late.
  let lapse: Moment
  /// Reminders on this day or before are omitted.
  let after: CivilDate
  /// Reminders at this moment or before are omitted, too; nil if the moment is not known.
  let began: Moment?
  let track: Track
  let workflow: Workflow
  let calendar: WorkCalendar?
  let library: Library
}

extension Case {
  /// Returns the next timer of each reminder. For a ladder it is the first rung that has not fired yet. A reminder is
  /// identified by its content and not by its index in the list, so two equal ones are one.
  func reminderTimers(_ reminders: [Reminder], _ round: Round, _ kind: (Reminder) -> ScheduledTimer.Kind)
    -> [ScheduledTimer]
  {
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
  /// When a reminder fires, or after a recess if it would fall into one; nil if it would then be no reminder any more.
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

  /// One span before or after a moment. A span in hours leads to a moment. A span in days leads to the beginning of a
  /// day and is counted from the last day that has ended by `moment`.
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
  /// The largest number of rungs of a ladder, whatever the definition says.
  package static let mostRungs = 100

  /// What identifies the reminder: when it fires and whom it notifies. The end of its ladder is not part of it, so that
  /// reminders stay sent if a later version repeats them longer.
  var identity: String {
    let start = span.map { "\(direction.rawValue) \($0)" } ?? "\(direction.rawValue) due"
    return
      ([start] + (ladder.map { ["every \($0.every)"] } ?? []) + [tell.map(\.name).sorted().joined(separator: ", ")])
      .joined(separator: " ")
  }

  /// Whether one of its spans is in hours, so that it fires at a moment and not at the beginning of a day.
  var countsHours: Bool { (span?.isPartOfDay ?? false) || (ladder?.every.isPartOfDay ?? false) }

  fileprivate var rungs: Int {
    switch ladder?.end {
    case nil: 1
    case .count(let count): min(count, Self.mostRungs)
    case .until: Self.mostRungs
    }
  }

  /// The day on which a rung fires, or the first day after a recess if it would fall into one; nil if it would then
  /// come after the due date, where the breach notifies.
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
