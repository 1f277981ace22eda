/// Collects the steps of one calculation and the years whose holidays it depends on.
struct ExplanationTrail {
  let calendar: WorkCalendar
  /// Whether anybody will read the steps; which years were used is always noted.
  let isTold: Bool
  private var steps: [ExplanationStep] = []
  private var unpublished: Set<Int> = []

  init(calendar: WorkCalendar, isTold: Bool) {
    self.calendar = calendar
    self.isTold = isTold
    if isTold { steps.reserveCapacity(8) }
  }

  mutating func add(_ step: ExplanationStep) {
    if isTold { steps.append(step) }
  }

  /// Records that a last day was rolled, if it moved; where it might have, its year was used.
  mutating func roll(_ date: CivilDate, to rolled: CivilDate, _ rule: Counting.Last) {
    guard rule != .asIs else { return }
    use(min(date, rolled), max(date, rolled))
    if rolled != date { add(.rolled(from: date, to: rolled, name: calendar.holiday(date))) }
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
    guard isTold else { return }
    var rest = Int(last.days - first.days) + 1 - calendar.workingDays(from: first, to: last)
    if calendar.isWorking(first) { rest -= 1 }
    for stretch in calendar.stretches(from: first, to: last) {
      if stretch.mark.isWorking {
        add(.worked(stretch.first, name: stretch.mark.name))
      } else if let name = stretch.mark.name {
        add(.skipped(from: stretch.first, to: stretch.last, name: name))
        rest -= Int(stretch.last.days - stretch.first.days) + 1
      }
    }
    if rest > 0 { add(.weekends(from: first, to: last, days: rest)) }
  }

  /// Notes the years from one day to another that are not published.
  mutating func use(_ first: CivilDate, _ last: CivilDate) {
    guard !calendar.isComplete else { return }
    for year in first.year...last.year where !calendar.isPublished(year: year) { unpublished.insert(year) }
  }

  func deadline(due: CivilDate, original: CivilDate, pausedSince: CivilDate?, rule: ClockRule) -> Deadline {
    deadline(due: due, original: original, pausedSince: pausedSince, end: rule.counting.end, law: rule.law)
  }

  /// The result, with the closing steps.
  func deadline(
    due: CivilDate, original: CivilDate, pausedSince: CivilDate?, end: Counting.End, law: String?,
    ends: (now: Moment, original: Moment)? = nil, result: ExplanationStep? = nil
  ) -> Deadline {
    guard isTold else {
      return Deadline(
        due: due, original: original, end: end, provisional: !unpublished.isEmpty, pausedSince: pausedSince, steps: [],
        ends: ends)
    }
    var all = steps
    if let pausedSince { all.append(.pausedSince(pausedSince)) }
    all += unpublished.sorted().map { .unpublished(year: $0) }
    all.append(.calendar(name: calendar.name, version: calendar.version))
    for (child, parent) in zip([calendar.name] + calendar.parents.map(\.name), calendar.parents) {
      all.append(.parent(name: parent.name, version: parent.version, of: child))
    }
    if let law { all.append(.law(law)) }
    all.append(result ?? .due(due, end))
    return Deadline(
      due: due, original: original, end: end, provisional: !unpublished.isEmpty, pausedSince: pausedSince, steps: all,
      ends: ends)
  }
}
