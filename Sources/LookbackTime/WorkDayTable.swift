/// Working days as ranks: one bit a day where years are published, the bare week before and after.
///
/// Rank is the number of working days up to and including a day, zero just before the table. Counting is a difference
/// of two ranks, stepping is the inverse; both take a few nanoseconds, however long the span.
struct WorkDayTable: Sendable {
  private let week: WeekPattern
  /// The first and the last day of the table; an empty table ends before it begins.
  private let first: Int
  private let last: Int
  /// One bit a day, set on working days; bits past `last` are clear.
  private let bits: [UInt64]
  /// Working days in all words before each word, with one entry more than `bits`.
  private let before: [Int]
  /// For every 32nd rank from the first, the word that holds its day; the words in between are a step or two away.
  private let words: [Int32]
  private let total: Int
  /// Ranks of the bare week just before the table and on its last day.
  private let weekBefore: Int
  private let weekAtLast: Int

  /// The exceptions lie in `days`.
  init(week: WeekPattern, days: ClosedRange<Int>?, exceptions: [Int: Bool]) {
    self.week = week
    first = days?.lowerBound ?? 0
    last = days?.upperBound ?? -1
    bits = Self.bits(week, days, exceptions)
    before = bits.reduce(into: [0]) { sums, word in sums.append((sums.last ?? 0) + word.nonzeroBitCount) }
    total = before.last ?? 0
    words = Self.words(before)
    weekBefore = week.rank(first - 1)
    weekAtLast = week.rank(last)
  }

  private static func bits(_ week: WeekPattern, _ days: ClosedRange<Int>?, _ exceptions: [Int: Bool]) -> [UInt64] {
    guard let days else { return [] }
    var words = [UInt64](repeating: 0, count: (days.count + 63) / 64)
    var weekday = floorRemainder(days.lowerBound + 3, 7)
    for index in 0..<days.count {
      if week.works[weekday] { words[index >> 6] |= 1 << UInt64(index & 63) }
      weekday = weekday == 6 ? 0 : weekday + 1
    }
    for (day, works) in exceptions {
      let index = day - days.lowerBound
      let bit = UInt64(1) << UInt64(index & 63)
      if works { words[index >> 6] |= bit } else { words[index >> 6] &= ~bit }
    }
    return words
  }

  func isWorking(_ day: Int) -> Bool {
    guard day >= first, day <= last else { return week.isWorking(day) }
    let index = day - first
    return bits[index >> 6] >> UInt64(index & 63) & 1 == 1
  }

  func rank(_ day: Int) -> Int {
    if day < first { return week.rank(day) - weekBefore }
    if day > last { return total + week.rank(day) - weekAtLast }
    let index = day - first
    let upTo = bits[index >> 6] & (UInt64.max >> UInt64(63 - index & 63))
    return before[index >> 6] + upTo.nonzeroBitCount
  }

  /// The working day of that rank.
  func day(ofRank rank: Int) -> Int {
    if rank <= 0 { return week.day(ofRank: rank + weekBefore) }
    if rank > total { return week.day(ofRank: rank - total + weekAtLast) }
    let word = self.word(ofRank: rank)
    return first + word * 64 + Self.position(ofBit: rank - before[word], in: bits[word])
  }

  private static func words(_ before: [Int]) -> [Int32] {
    var word = 0
    return stride(from: 1, through: before.last ?? 0, by: 32).map { rank in
      while before[word + 1] < rank { word += 1 }
      return Int32(word)
    }
  }

  /// The last word that has fewer working days before it than the rank.
  private func word(ofRank rank: Int) -> Int {
    var word = Int(words[(rank - 1) >> 5])
    while before[word + 1] < rank { word += 1 }
    return word
  }

  /// Where the n-th set bit stands, n from 1: the byte by sums over all bytes at once (S. Vigna, Broadword
  /// implementation of rank/select queries, 2008), the bit by dropping those below it.
  private static func position(ofBit number: Int, in word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var counts = word &- (word >> 1 & 0x5555_5555_5555_5555)
    counts = (counts & 0x3333_3333_3333_3333) &+ (counts >> 2 & 0x3333_3333_3333_3333)
    counts = (counts &+ counts >> 4) & 0x0F0F_0F0F_0F0F_0F0F
    let sums = counts &* ones
    let reached = ((sums | tops) &- UInt64(number) &* ones) & tops
    let shift = UInt64(reached.trailingZeroBitCount) & ~7
    let below = Int((sums << 8) >> shift & 0xFF)
    var rest = word >> shift
    for _ in 1..<max(number - below, 1) { rest &= rest &- 1 }
    return Int(shift) + rest.trailingZeroBitCount
  }
}
