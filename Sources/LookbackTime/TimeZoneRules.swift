/// The UTC offsets of one zone, past and future, from the system's tz database.
package struct TimeZoneRules: Sendable {
  /// Such as `Asia/Shanghai`.
  package let identifier: String
  /// Seconds since 1970 at which the offset changes, in order.
  let transitions: [Int]
  /// Seconds east of UTC: before the first transition, then from each transition on.
  let offsets: [Int]
  /// The end of the stored transitions where the zone goes on changing: from here they repeat every 400 years.
  let horizon: Int?

  /// The Gregorian calendar repeats, weekdays included, after 146,097 days.
  static let cycle = 146_097 * 86_400

  /// Where the wall clock shows UTC for ever.
  package static let utc = TimeZoneRules(identifier: "UTC", transitions: [], offsets: [0], horizon: nil)

  /// Seconds east of UTC at that moment.
  package func offset(at moment: Moment) -> Int { offset(atSecond: moment.seconds) }

  /// The civil day on the wall calendar at that moment; the first or last civil date for moments beyond them.
  package func date(at moment: Moment) -> CivilDate {
    let day = floorDivide(wall(moment), 86_400)
    let clamped = min(max(day, Int(CivilDate.first.days)), Int(CivilDate.last.days))
    return CivilDate(days: Int32(clamped))
  }

  /// Seconds that the wall clock shows since its midnight, 0 to 86,399.
  package func secondsOfDay(at moment: Moment) -> Int { floorRemainder(wall(moment), 86_400) }

  /// Legal midnight: the first moment of that civil day. Where the clock jumps over midnight, the moment of the jump.
  package func startOfDay(_ date: CivilDate) -> Moment { moment(date: date, secondsOfDay: 0) }

  /// The first moment at which the wall shows that time or, where the clock jumps over it, a later one. A time that
  /// happens twice is the earlier of the two.
  package func moment(date: CivilDate, secondsOfDay: Int) -> Moment {
    let wall = Int(date.days) * 86_400 + secondsOfDay
    let cycles = cycles(before: wall - 2 * 86_400)
    let target = wall - cycles * Self.cycle
    // No zone has ever been more than 26 hours away from UTC, which is also what TZif allows.
    var index = index(atSecond: target - 26 * 3600)
    while index < transitions.count {
      let second = max(start(of: index), target - offsets[index])
      if second < transitions[index] { return Moment(seconds: second + cycles * Self.cycle) }
      index += 1
    }
    return Moment(seconds: max(start(of: index), target - offsets[index]) + cycles * Self.cycle)
  }

  private func wall(_ moment: Moment) -> Int { moment.seconds + offset(at: moment) }

  private func offset(atSecond second: Int) -> Int {
    offsets[index(atSecond: second - cycles(before: second) * Self.cycle)]
  }

  /// Whole 400-year cycles to take off so that the second falls before the horizon.
  private func cycles(before second: Int) -> Int {
    guard let horizon, second >= horizon else { return 0 }
    return (second - horizon) / Self.cycle + 1
  }

  private func start(of index: Int) -> Int { index == 0 ? .min : transitions[index - 1] }

  /// The number of transitions up to and including that second: the index of its offset.
  private func index(atSecond second: Int) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
