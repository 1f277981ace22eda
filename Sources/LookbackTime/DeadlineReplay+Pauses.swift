extension DeadlineReplay {
  /// A pause that begins after the end of the term comes too late. One that begins while the last day is being rolled has
  /// nothing left to stop: the roll passes over it.
  mutating func pause(_ days: Range<CivilDate>) throws(DateError) {
    guard days.lowerBound <= (try end()) else { return }
    let previous = nominal
    paused.append(days)
    guard days.lowerBound <= nominal else {
      trail.add(.held(from: days.lowerBound, until: days.upperBound, last: try due()))
      return
    }
    let count = try pausedDays(days)
    nominal = try shifted(nominal, by: count)
    if countsWorkingDays { trail.pass(from: try previous.adding(days: 1), to: nominal) }
    trail.add(
      .paused(from: days.lowerBound, until: days.upperBound, days: count, working: countsWorkingDays, last: nominal))
  }

  /// The last day of another term, moved by the pauses so far.
  func shiftedByPauses(_ last: CivilDate) throws(DateError) -> CivilDate {
    var last = last
    for days in paused where days.lowerBound <= last { last = try shifted(last, by: try pausedDays(days)) }
    return last
  }

  var countsWorkingDays: Bool {
    switch rule.counting.pauses {
    case .days: false
    case .workingDays: true
    case nil: rule.span.unit == .workingDays
    }
  }

  /// The days of the pause that would have been counted: none before the first day that the term counts.
  private func pausedDays(_ days: Range<CivilDate>) throws(DateError) -> Int {
    let from = max(days.lowerBound, try firstCounted())
    guard from < days.upperBound else { return 0 }
    guard countsWorkingDays else { return Int(days.upperBound.days - from.days) }
    return calendar.workingDays(from: from, to: days.upperBound) + (calendar.isWorking(from) ? 1 : 0)
      - (calendar.isWorking(days.upperBound) ? 1 : 0)
  }

  private func shifted(_ last: CivilDate, by count: Int) throws(DateError) -> CivilDate {
    guard count > 0 else { return last }
    return countsWorkingDays ? try calendar.adding(workingDays: count, to: last) : try last.adding(days: count)
  }
}
