/// Which days people work in a jurisdiction: weekends, public holidays and make-up days (调休) of one calendar version.
package struct WorkCalendar: Sendable {
  private struct Facts: Sendable {
    var name: String
    var version: Int
    var parents: [(name: String, version: Int)]
    var title: CalendarName
    var weekend: Set<Int>
    var sources: [Int: [String]]
    var publishedYears: [Int]
    var workingHours: WorkingHours?
    var recess: [Recess]
    var isComplete: Bool
    var marks: [Int: DayMark]
    var markedDays: ClosedRange<Int>?
    var table: WorkDayTable
  }

  /// Facts behind one reference: a calendar is handed to every count of days, and copying it must cost nothing.
  private final class Leaf: Sendable {
    let facts: Facts
    init(_ facts: Facts) { self.facts = facts }
  }

  private var leaf: Leaf

  package var name: String { leaf.facts.name }
  package var version: Int { leaf.facts.version }
  /// The calendars it extends, the nearest first.
  package var parents: [(name: String, version: Int)] { leaf.facts.parents }
  package var title: CalendarName { leaf.facts.title }
  /// Days of the week on which nobody works, 1 Monday to 7 Sunday.
  package var weekend: Set<Int> { leaf.facts.weekend }
  /// The notices behind each published year, those of the calendar it extends first.
  package var sources: [Int: [String]] { leaf.facts.sources }
  /// The years that are published, in order.
  package var publishedYears: [Int] { leaf.facts.publishedYears }
  /// When people work on a working day; nil where the calendar does not say, so that working hours cannot be counted.
  package var workingHours: WorkingHours? {
    get { leaf.facts.workingHours }
    set {
      var facts = leaf.facts
      facts.workingHours = newValue
      leaf = Leaf(facts)
    }
  }
  /// Stretches in which reminders are silent: the calendar's own, then those of the calendar it extends.
  package var recess: [Recess] { leaf.facts.recess }

  /// Every year is known, as in a calendar that was given with the question: nothing is provisional.
  var isComplete: Bool { leaf.facts.isComplete }
  var marks: [Int: DayMark] { leaf.facts.marks }
  /// From the first marked day to the last.
  var markedDays: ClosedRange<Int>? { leaf.facts.markedDays }
  private var table: WorkDayTable { _read { yield leaf.facts.table } }

  /// Checks the source and adds its days to those of `parent`; where both speak of a day, the source is right.
  /// A year is published when every calendar of the chain has it; one without any year of its own follows its parent.
  package init(_ source: CalendarSource, parent: WorkCalendar?) throws(InvalidCalendar) {
    guard source.extends == parent?.name else {
      throw InvalidCalendar([.wrongParent(source.name, expected: source.extends, found: parent?.name)])
    }
    let errors = source.contradictions(over: parent)
    guard errors.isEmpty, let weekend = source.weekend ?? parent?.weekend else { throw InvalidCalendar(errors) }
    let week = WeekPattern(weekend: weekend)
    let marks = (parent?.marks ?? [:]).merging(source.marks) { $1 }
    let markedDays = Self.range(of: marks.keys)
    leaf = Leaf(
      Facts(
        name: source.name, version: source.version,
        parents: parent.map { [($0.name, $0.version)] + $0.parents } ?? [], title: source.title, weekend: weekend,
        sources: (parent?.sources ?? [:]).merging(source.years.mapValues(\.sources)) { $0 + $1 },
        publishedYears: Self.published(source, parent), workingHours: try? source.hours(over: parent),
        recess: source.recess + (parent?.recess ?? []), isComplete: false, marks: marks, markedDays: markedDays,
        table: WorkDayTable(week: week, days: markedDays, exceptions: marks.mapValues(\.isWorking))))
  }

  /// A calendar given in place, such as a question brings along: it knows every year, and its holidays have no names
  /// but `name`. A day may be named twice, and a named day may be what it is anyway; only a day that is said to be both
  /// is refused.
  package init(
    _ name: String, holidayName: CalendarName, weekend: Set<Int>, holidays: [CivilDate], working: [CivilDate]
  ) throws(CalendarError) {
    guard weekend.isSubset(of: 1...7), weekend.count < 7 else { throw .badWeekend(weekend) }
    let week = WeekPattern(weekend: weekend)
    var marks: [Int: DayMark] = [:]
    marks.reserveCapacity(holidays.count + working.count)
    for date in holidays { marks[Int(date.days)] = DayMark(isWorking: false, name: holidayName) }
    for date in working where marks.updateValue(DayMark(isWorking: true), forKey: Int(date.days))?.isWorking == false {
      throw .bothHolidayAndWorking(date)
    }
    // A working day that nobody needs to make up is like any other, and is not told.
    for date in working where week.isWorking(Int(date.days)) { marks[Int(date.days)] = nil }
    let markedDays = Self.range(of: marks.keys)
    leaf = Leaf(
      Facts(
        name: name, version: 1, parents: [], title: CalendarName(), weekend: weekend, sources: [:],
        publishedYears: [], workingHours: nil, recess: [], isComplete: true, marks: marks, markedDays: markedDays,
        table: WorkDayTable(week: week, days: markedDays, exceptions: marks.mapValues(\.isWorking))))
  }

  package var edition: CalendarEdition { CalendarEdition(name: name, versions: [version] + parents.map(\.version)) }

  private static func published(_ source: CalendarSource, _ parent: WorkCalendar?) -> [Int] {
    guard let parent else { return source.years.keys.sorted() }
    guard !source.years.isEmpty else { return parent.publishedYears }
    return parent.publishedYears.filter { source.years[$0] != nil }
  }

  private static func range(of days: some Collection<Int>) -> ClosedRange<Int>? {
    guard let first = days.min(), let last = days.max() else { return nil }
    return first...last
  }

  /// Whether people work on that day; in a year that is not published, every day outside the weekend.
  package func isWorking(_ date: CivilDate) -> Bool { table.isWorking(Int(date.days)) }

  /// The name of the holiday or make-up day, or nil for a day like any other.
  package func dayName(_ date: CivilDate, in language: Language = .chinese) -> String? {
    marks[Int(date.days)]?.text(in: language)
  }

  /// Whether the notice for that year is in the calendar; without it, dates in the year are provisional.
  package func isPublished(year: Int) -> Bool {
    guard !isComplete else { return true }
    var low = 0
    var high = publishedYears.count
    while low < high {
      let middle = (low + high) / 2
      if publishedYears[middle] < year { low = middle + 1 } else { high = middle }
    }
    return low < publishedYears.count && publishedYears[low] == year
  }

  /// Working days after `start` up to and including `end`; negative if `end` is before `start`.
  package func workingDays(from start: CivilDate, to end: CivilDate) -> Int {
    table.rank(Int(end.days)) - table.rank(Int(start.days))
  }

  /// The working day that many working days after `date`, by the start rule of `counting`; before it if negative.
  /// Only a count of zero can end on a day of rest: the last-day rule of `counting` then decides.
  package func adding(
    workingDays count: Int, to date: CivilDate, counting: Counting = .announced
  ) throws(DateError) -> CivilDate {
    guard count != 0 else { return try rolling(date, counting.last) }
    guard abs(count) <= 10_000_000 else { throw .outOfRange("\(date) and \(count) working days") }
    let start = counting.start == .rolled ? try rolling(date, .nextWorkingDay) : date
    // The day itself counts when counting forward from an included start; looking back, it never does.
    let origin = counting.start == .included && count > 0 || count < 0 ? Int(start.days) - 1 : Int(start.days)
    let rank = table.rank(origin) + count + (count < 0 ? 1 : 0)
    return try CivilDate(checking: table.day(ofRank: rank))
  }

  /// The day itself if it is worked or may stand as it is, otherwise the nearest working day on the side of the rule.
  package func rolling(_ date: CivilDate, _ rule: Counting.Last) throws(DateError) -> CivilDate {
    let day = Int(date.days)
    guard rule != .asIs, !table.isWorking(day) else { return date }
    switch rule {
    case .asIs: return date
    case .nextWorkingDay: return try CivilDate(checking: table.day(ofRank: table.rank(day - 1) + 1))
    case .previousWorkingDay: return try CivilDate(checking: table.day(ofRank: table.rank(day)))
    case .dayAfterHoliday: return try dayAfterHoliday(date)
    }
  }
}
