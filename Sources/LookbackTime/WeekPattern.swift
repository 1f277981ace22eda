/// The working days of an endless week without holidays: ranks and their inverse by arithmetic.
struct WeekPattern: Sendable {
  /// Working days a week, 1 to 7.
  private let perWeek: Int
  /// For each day from Monday: working days from Monday up to and including it.
  private let upTo: [Int]
  /// The working days of the week, 0 Monday to 6 Sunday, in order.
  private let workingDays: [Int]
  /// Whether each day from Monday is worked.
  let works: [Bool]

  /// The weekend is not the whole week.
  init(weekend: Set<Int>) {
    works = (1...7).map { !weekend.contains($0) }
    workingDays = (0..<7).filter { [works] in works[$0] }
    perWeek = workingDays.count
    upTo = (0..<7).map { [workingDays] day in workingDays.count { $0 <= day } }
  }

  func isWorking(_ day: Int) -> Bool { works[floorRemainder(day + 3, 7)] }

  /// Working days up to and including that day, counted from the Monday before 1970-01-01; negative before it.
  func rank(_ day: Int) -> Int {
    let week = floorDivide(day + 3, 7)
    return week * perWeek + upTo[day + 3 - week * 7]
  }

  /// The working day of that rank.
  func day(ofRank rank: Int) -> Int {
    let week = floorDivide(rank - 1, perWeek)
    return week * 7 + workingDays[rank - 1 - week * perWeek] - 3
  }
}
