/// A day of the Gregorian calendar, without a time and without a zone; years 1 to 9999.
package struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package let days: Int32

  /// 0001-01-01.
  package static let first = CivilDate(days: -719_162)
  /// 9999-12-31.
  package static let last = CivilDate(days: 2_932_896)

  /// The day that many days after 1970-01-01, which the caller knows to lie in the years 1 to 9999.
  /// Use `init(checking:)` for numbers that come from outside.
  package init(days: Int32) {
    precondition((-719_162...2_932_896).contains(days), "a civil date lies in the years 1 to 9999")
    self.days = days
  }

  /// The day that many days after 1970-01-01; refuses what leaves the years 1 to 9999.
  package init(checking days: Int) throws(DateError) {
    guard days >= Int(Self.first.days), days <= Int(Self.last.days) else {
      throw .outOfRange("day \(days) after 1970-01-01")
    }
    self.days = Int32(days)
  }

  /// Refuses a day that does not exist, such as 31 September.
  package init(year: Int, month: Int, day: Int) throws(DateError) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= CivilFields.daysInMonth(year, month)
    else { throw .impossibleDate(year: year, month: month, day: day) }
    days = Int32(CivilFields(year: year, month: month, day: day).daysSinceEpoch)
  }

  var fields: CivilFields { CivilFields(days: Int(days)) }

  package var year: Int { fields.year }
  /// 1 to 12.
  package var month: Int { fields.month }
  /// 1 to 31.
  package var day: Int { fields.day }
  /// 1 Monday to 7 Sunday, as ISO 8601 counts.
  package var weekday: Int { floorRemainder(Int(days) + 3, 7) + 1 }

  package static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }

  /// The day that many days later, or earlier if negative.
  package func adding(days count: Int) throws(DateError) -> CivilDate {
    let (sum, overflow) = Int(days).addingReportingOverflow(count)
    guard !overflow, sum >= Int(Self.first.days), sum <= Int(Self.last.days) else {
      throw .outOfRange("\(self) and \(count) days")
    }
    return CivilDate(days: Int32(sum))
  }

  /// The same day that many months later, or earlier if negative; the month's last day where that month is too short.
  /// Take every step of a series from the original date: clamping forgets the day.
  package func adding(months count: Int) throws(DateError) -> CivilDate {
    let origin = fields
    let (index, overflow) = (origin.year * 12 + origin.month - 1).addingReportingOverflow(count)
    guard !overflow, index >= 12, index < 120_000 else { throw .outOfRange("\(self) and \(count) months") }
    let year = index / 12
    let month = index % 12 + 1
    let day = min(origin.day, CivilFields.daysInMonth(year, month))
    return CivilDate(days: Int32(CivilFields(year: year, month: month, day: day).daysSinceEpoch))
  }
}
