/// Months counted from one date, however many extensions they come from: clamping at a month's end must not forget the
/// day that the series began on.
struct MonthSteps: Hashable, Sendable {
  var origin: CivilDate
  var count: Int
  /// The day of the origin is the first that counts.
  var included: Bool

  /// The corresponding day, or the day before it where the origin counts. A month without that day ends on its last
  /// day in both cases: Civil Code, article 202; the same in § 188 of the German Civil Code.
  func end() throws(DateError) -> CivilDate {
    let day = try origin.adding(months: count)
    return included && count > 0 && day.day == origin.day ? try day.adding(days: -1) : day
  }

  /// The same series, longer; nil where a pause or a roll has moved the last day away from its end.
  func continued(by months: Int, from due: CivilDate) throws(DateError) -> MonthSteps? {
    guard try end() == due else { return nil }
    return MonthSteps(origin: origin, count: count + months, included: included)
  }
}
