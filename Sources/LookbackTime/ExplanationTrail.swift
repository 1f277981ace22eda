/// Collects the steps of one calculation and the years whose holidays it depends on.
struct ExplanationTrail {
  let calendar: WorkCalendar
  private var steps: [ExplanationStep] = []
  private var unpublished: Set<Int> = []

  init(calendar: WorkCalendar) {
    self.calendar = calendar
  }

  mutating func add(_ step: ExplanationStep) { steps.append(step) }

  /// Rolls a last day, and records it if it moved.
  mutating func roll(_ date: CivilDate, _ rule: Counting.Last) throws(DateError) -> CivilDate {
    guard rule != .asIs else { return date }
    let rolled = try calendar.rolling(date, rule)
    use(min(date, rolled), max(date, rolled))
    if rolled != date { add(.rolled(from: date, to: rolled, name: calendar.holiday(date))) }
    return rolled
  }

  /// Rolls a start, and records it if it moved.
  mutating func rollStart(_ date: CivilDate) throws(DateError) -> CivilDate {
    let rolled = try calendar.rolling(date, .nextWorkingDay)
    use(date, rolled)
    if rolled != date { add(.startRolled(from: date, to: rolled, name: calendar.holiday(date))) }
    return rolled
  }

  /// Records what a count of working days met from one day to another, both included.
  mutating func pass(from first: CivilDate, to last: CivilDate) {
    guard first <= last else { return }
    use(first, last)
    for stretch in calendar.stretches(from: first, to: last) {
      if stretch.mark.isWorking {
        add(.worked(stretch.first, name: stretch.mark.name))
      } else if let name = stretch.mark.name {
        add(.skipped(from: stretch.first, to: stretch.last, name: name))
      }
    }
  }

  /// Notes the years from one day to another that are not published.
  private mutating func use(_ first: CivilDate, _ last: CivilDate) {
    for year in first.year...last.year where !calendar.isPublished(year: year) { unpublished.insert(year) }
  }

  /// The result, with the closing steps.
  func deadline(due: CivilDate, pausedSince: CivilDate?, law: String?) -> Deadline {
    var all = steps
    if let pausedSince { all.append(.pausedSince(pausedSince)) }
    all += unpublished.sorted().map { .unpublished(year: $0) }
    all.append(.calendar(name: calendar.name, version: calendar.version))
    if let law { all.append(.law(law)) }
    all.append(.due(due))
    return Deadline(due: due, provisional: !unpublished.isEmpty, pausedSince: pausedSince, steps: all)
  }
}
