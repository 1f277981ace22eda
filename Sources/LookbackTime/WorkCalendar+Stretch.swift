/// Days in a row with the same mark; a make-up day is always a stretch of its own.
struct Stretch: Hashable, Sendable {
  var first: CivilDate
  var last: CivilDate
  var mark: DayMark
}

extension WorkCalendar {
  /// The marked days from one day to another, both included, in order.
  func stretches(from first: CivilDate, to last: CivilDate) -> [Stretch] {
    guard let firstMark = markedDays?.lowerBound, let lastMark = markedDays?.upperBound else { return [] }
    let start = max(Int(first.days), firstMark)
    let end = min(Int(last.days), lastMark)
    guard start <= end else { return [] }
    return (start...end).reduce(into: []) { stretches, day in
      guard let mark = marks[day] else { return }
      let date = CivilDate(days: Int32(day))
      if let open = stretches.last, open.mark == mark, !mark.isWorking, Int(open.last.days) == day - 1 {
        stretches[stretches.count - 1].last = date
      } else {
        stretches.append(Stretch(first: date, last: date, mark: mark))
      }
    }
  }
}
