import LookbackTime
import SeededTesting
import Testing

/// A model that goes through time minute by minute, against the replay of terms of working hours.
@Suite("Terms of hours agree with a model that counts minutes")
struct HourTermProperties {
  /// Two thousand histories, in slices.
  static let slices = Array(0..<20)

  @Test("working hours with pauses and extensions end at the minute that the model says", arguments: slices)
  func replay(slice: Int) throws {
    for seed in slice * 100..<(slice + 1) * 100 {
      var random = SplitMix64(seed: seed)
      let story = try HourStory(&random)
      let expected = story.modelled()
      let found = try Deadline.replay(story.facts, story.rule, story.calendar, in: .utc)
      let lapse = try found.lapse(in: .utc, story.calendar)
      #expect(HourStory.minute(lapse) == expected, "seed \(seed): \(story)")
      let told = try Deadline.replay(story.facts, story.rule, story.calendar, in: .utc, isTold: false)
      #expect(try told.lapse(in: .utc, story.calendar) == lapse && told.steps.isEmpty)
    }
  }

  @Test("adding, taking off and measuring working hours agree", arguments: slices)
  func inverse(slice: Int) throws {
    for seed in slice * 100..<(slice + 1) * 100 {
      var random = SplitMix64(seed: seed)
      let calendar = try HourStory.calendar(&random)
      let start = HourStory.moment(.random(in: HourStory.minutes, using: &random))
      let span = Span(.random(in: 1...60, using: &random), .workingHours)
      let end = try calendar.moment(adding: span, to: start, in: .utc)
      #expect(try calendar.openTime(from: start, to: end, in: .utc) == span.count * 3_600_000_000, "seed \(seed)")
      let back = try calendar.moment(subtracting: span, from: end, in: .utc)
      #expect(try calendar.openTime(from: back, to: end, in: .utc) == span.count * 3_600_000_000, "seed \(seed)")
      #expect(back >= start, "seed \(seed)")
    }
  }
}

/// A clock of working hours in a random week.
private struct HourStory {
  let facts: ClockFacts
  let rule: ClockRule
  let calendar: WorkCalendar
  private let start: Int
  private let pauses: [Range<Int>]
  private let extensions: [(at: Int, hours: Int)]

  /// From Wednesday 1 January 2025, in which everything begins.
  static let minutes = 0..<28 * 1440
  private static let origin = 20_089

  init(_ random: inout SplitMix64) throws {
    calendar = try Self.calendar(&random)
    rule = ClockRule(span: Span(.random(in: 1...40, using: &random), .workingHours), counting: .announced)
    let start = Int.random(in: Self.minutes, using: &random)
    let marks = (0..<Int.random(in: 0...3, using: &random) * 2)
      .map { _ in start + Int.random(in: 0...9000, using: &random) }.sorted()
    let pauses = stride(from: 0, to: marks.count, by: 2).map { marks[$0]..<marks[$0 + 1] }
    let extensions: [(at: Int, hours: Int)] = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      (start + Int.random(in: 0...9000, using: &random), Int.random(in: 1...9, using: &random))
    }
    var facts = ClockFacts(started: Self.day(start), startedAt: Self.moment(start))
    facts.pauses = pauses.map {
      ClockFacts.Pause(
        from: Self.day($0.lowerBound), until: Self.day($0.upperBound), fromAt: Self.moment($0.lowerBound),
        untilAt: Self.moment($0.upperBound))
    }
    facts.extensions = extensions.map {
      ClockFacts.Extension(.by(Span($0.hours, .workingHours)), on: Self.day($0.at), at: Self.moment($0.at))
    }
    (self.start, self.pauses, self.extensions, self.facts) = (start, pauses, extensions, facts)
  }

  static func calendar(_ random: inout SplitMix64) throws -> WorkCalendar {
    typealias Interval = WorkingHours.Interval
    let weeks: [[Interval]] = [
      [Interval(start: 9 * 3600, end: 12 * 3600), Interval(start: 13 * 3600, end: 18 * 3600)],
      [Interval(start: 22 * 3600, end: 26 * 3600)],
      [Interval(start: 8 * 3600 + 1800, end: 9 * 3600), Interval(start: 20 * 3600, end: 28 * 3600)],
    ]
    let day = weeks[.random(in: 0..<3, using: &random)]
    var source = CalendarSource(name: "random", version: 1, weekend: [6, 7])
    source.workingHours = try WorkingHours(Dictionary(uniqueKeysWithValues: (1...5).map { ($0, day) }))
    let short = CivilDate(days: Int32(origin + 7 * Int.random(in: 0..<4, using: &random)))
    source.hoursOfDays = [short: [Interval(start: 10 * 3600, end: 11 * 3600)]]
    return try WorkCalendar(source, parent: nil)
  }

  static func moment(_ minute: Int) -> Moment {
    Moment(microseconds: Int64(origin * 1440 + minute) * 60_000_000)
  }
  static func minute(_ moment: Moment) -> Int { Int(moment.microseconds / 60_000_000) - origin * 1440 }
  private static func day(_ minute: Int) -> CivilDate { CivilDate(days: Int32(origin + minute / 1440)) }

  /// Whether the office is open in that minute.
  private func isOpen(_ minute: Int) -> Bool {
    [minute / 1440, minute / 1440 - 1].contains { day in
      let date = CivilDate(days: Int32(Self.origin + day))
      let second = (minute - day * 1440) * 60
      return calendar.isWorking(date)
        && (calendar.workingHours?.intervals(on: date) ?? []).contains { $0.start <= second && second < $0.end }
    }
  }

  /// Lets the minutes go by: those that count take from what is left, and an extension adds to it, also to a term that is
  /// over already, whose end then moves on from where it was.
  func modelled() -> Int {
    var left = rule.span.count * 60
    var waiting = extensions.sorted { $0.at < $1.at }[...]
    var (minute, end) = (start, start)
    while left > 0 || !waiting.isEmpty {
      if left == 0 {
        // Over: the next extension is counted from the end, and pauses between come too late.
        guard let next = waiting.popFirst() else { break }
        left = next.hours * 60
        minute = end
        while left > 0 {
          let isPaused = pauses.contains { $0.contains(minute) && $0.lowerBound > next.at }
          if isOpen(minute), !isPaused { left -= 1 }
          minute += 1
        }
        end = minute
        continue
      }
      while let next = waiting.first, next.at <= minute {
        left += next.hours * 60
        waiting.removeFirst()
      }
      if isOpen(minute), !pauses.contains(where: { $0.contains(minute) }) { left -= 1 }
      minute += 1
      end = minute
    }
    return end
  }
}
