extension Deadline {
  /// The deadline month by month: start, days that were not counted, pauses, due; a legend of the marks that occur, and
  /// the extensions. `paint` may add colours; without it, the marks alone tell everything.
  package func picture(
    _ calendar: WorkCalendar, in language: Language,
    paint: @escaping (String, DayStyle) -> String = { text, _ in text }
  ) -> [String] {
    let marks = PictureMarks(self, calendar)
    let grid = MonthGrid(language: language, cell: { marks.cell($0) }, paint: paint)
    let first = min(marks.start ?? due, due)
    let last = max(due, marks.start ?? due)
    var lines = grid.lines(from: first, to: last) + ["", marks.legend(from: first, to: last, language)]
    for step in steps {
      switch step {
      case .paused, .held, .pausedSince, .extended, .capped, .unpublished: lines.append(step.text(in: language))
      default: continue
      }
    }
    return lines
  }
}

/// What a picture of a deadline shows on each day.
private struct PictureMarks {
  let start: CivilDate?
  private let due: CivilDate
  private let pauses: [Range<CivilDate>]
  private let calendar: WorkCalendar

  init(_ deadline: Deadline, _ calendar: WorkCalendar) {
    var start: CivilDate?
    var pauses: [Range<CivilDate>] = []
    for step in deadline.steps {
      switch step {
      case .started(let date, _): start = date
      case .paused(let from, let until, _, _, _), .held(let from, let until, _): pauses.append(from..<until)
      case .pausedSince(let from) where from <= deadline.due: pauses.append(from..<deadline.due)
      default: continue
      }
    }
    self.start = start
    self.pauses = pauses
    due = deadline.due
    self.calendar = calendar
  }

  func cell(_ date: CivilDate) -> (mark: Character, style: DayStyle) {
    if date == due { return ("<", .due) }
    if date == start { return (">", .start) }
    let isInside = date < due && start.map { date > $0 } ?? false
    guard isInside else { return (" ", calendar.isWorking(date) ? .plain : .rest) }
    if pauses.contains(where: { $0.contains(date) }) { return ("~", .paused) }
    if calendar.holiday(date) != nil { return ("*", .holiday) }
    if calendar.isWorking(date) { return calendar.isMakeUp(date) ? ("+", .makeUp) : (" ", .plain) }
    return ("-", .rest)
  }

  func legend(from first: CivilDate, to last: CivilDate, _ language: Language) -> String {
    let met = Set((first.days...last.days).map { cell(CivilDate(days: $0)).mark })
    let words: [(Character, english: String, chinese: String)] = [
      (">", "start", "开始"), ("<", "due", "截止"), ("-", "day of rest", "休息日"), ("*", "holiday", "放假"),
      ("+", "make-up working day", "调休上班"), ("~", "paused", "中止"),
    ]
    return words.filter { met.contains($0.0) }
      .map { "\($0.0) \(language == .english ? $0.english : $0.chinese)" }.joined(separator: "   ")
  }
}
