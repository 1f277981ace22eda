import LookbackTime
import SeededTesting
import Testing

@Suite("properties of deadlines")
struct DeadlineProperties {
  /// A start, a rule and a calendar; the span is at least one day.
  private func scene(_ random: inout SplitMix64) throws -> (ClockFacts, ClockRule, WorkCalendar) {
    let units: [(Span.Unit, Int)] = [(.days, 60), (.workingDays, 60), (.weeks, 12), (.months, 9), (.years, 2)]
    let (unit, most) = units[Int.random(in: 0..<units.count, using: &random)]
    let counting = Counting(
      start: Counting.Start.allCases.randomElement(using: &random) ?? .excluded,
      last: Counting.Last.allCases.randomElement(using: &random) ?? .asIs)
    let rule = ClockRule(span: Span(.random(in: 1...most, using: &random), unit), counting: counting)
    return (ClockFacts(started: RandomCalendar.date(&random)), rule, try RandomCalendar.make(&random))
  }

  private func day(_ facts: ClockFacts, _ offset: Int) throws -> CivilDate { try facts.started.adding(days: offset) }

  private func due(_ facts: ClockFacts, _ rule: ClockRule, _ calendar: WorkCalendar) throws -> CivilDate {
    try Deadline.replay(facts, rule, calendar).due
  }

  @Test("a deadline that is not told is the same but for its steps", arguments: 0..<200)
  func untold(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var (facts, rule, calendar) = try scene(&random)
    let from = try day(facts, .random(in: -5...60, using: &random))
    facts.pauses = [.init(from: from, until: try from.adding(days: .random(in: 0...20, using: &random)))]
    facts.extensions.append(.init(.by(Span(.random(in: 0...9, using: &random), .workingDays)), on: from))
    let told = try Deadline.replay(facts, rule, calendar)
    let untold = try Deadline.replay(facts, rule, calendar, isTold: false)
    #expect(untold.steps.isEmpty && !told.steps.isEmpty)
    #expect(
      [untold.due, untold.original] == [told.due, told.original] && untold.provisional == told.provisional
        && untold.pausedSince == told.pausedSince)
  }

  @Test("a pause of no length and an extension by nothing change nothing", arguments: 0..<200)
  func nothing(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var (facts, rule, calendar) = try scene(&random)
    let before = try due(facts, rule, calendar)
    let moment = try day(facts, .random(in: -5...100, using: &random))
    facts.pauses = [.init(from: moment, until: moment)]
    for unit in [Span.Unit.days, .workingDays, .months] {
      facts.extensions.append(.init(.by(Span(0, unit)), on: moment))
    }
    facts.extensions.append(.init(.to(rule.span), on: moment))
    #expect(try due(facts, rule, calendar) == before)
  }

  @Test("splitting a pause changes nothing, however its parts are ordered", arguments: 0..<300)
  func splitPause(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var (facts, rule, calendar) = try scene(&random)
    let from = Int.random(in: -10...90, using: &random)
    let length = Int.random(in: 0...40, using: &random)
    let cut = Int.random(in: 0...length, using: &random)
    let (first, middle, last) = (try day(facts, from), try day(facts, from + cut), try day(facts, from + length))
    facts.pauses = [.init(from: first, until: last)]
    let whole = try due(facts, rule, calendar)
    facts.pauses = [.init(from: middle, until: last), .init(from: first, until: middle)]
    #expect(try due(facts, rule, calendar) == whole)
  }

  @Test("a pause inside the span moves a last day that may stand by its days, or its working days", arguments: 0..<300)
  func pauseMoves(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var (facts, rule, calendar) = try scene(&random)
    rule.counting = .announced
    let before = try due(facts, rule, calendar)
    let from = Int.random(in: 1...Int(before.days - facts.started.days), using: &random)
    let length = Int.random(in: 1...40, using: &random)
    let pause = ClockFacts.Pause(from: try day(facts, from), until: try day(facts, from + length))
    facts.pauses = [pause]
    let after = try due(facts, rule, calendar)
    if rule.span.unit == .workingDays {
      let worked = try (from..<from + length).count { calendar.isWorking(try day(facts, $0)) }
      #expect(calendar.workingDays(from: before, to: after) == worked)
    } else {
      #expect(Int(after.days - before.days) == length)
    }
  }

  @Test("a later start and a longer span never end earlier", arguments: 0..<300)
  func monotone(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var (facts, rule, calendar) = try scene(&random)
    let before = try due(facts, rule, calendar)
    let longer = ClockRule(span: Span(rule.span.count + 1, rule.span.unit), counting: rule.counting)
    #expect(try due(facts, longer, calendar) >= before)
    facts.started = try facts.started.adding(days: 1)
    #expect(try due(facts, rule, calendar) >= before)
  }

  @Test("month steps clamp: the day is the same, or the last of a month that is too short", arguments: 0..<300)
  func monthsClamp(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let start = CivilDate(days: .random(in: -700_000...2_500_000, using: &random))
    let months = Int.random(in: -240...240, using: &random)
    let end = try start.adding(months: months)
    #expect(end.year * 12 + end.month == start.year * 12 + start.month + months)
    let isLastOfMonth = try end.adding(days: 1).day == 1
    #expect(end.day == start.day || (end.day < start.day && isLastOfMonth))
  }

  @Test("dates read back from what they print", arguments: 0..<300)
  func dateRoundTrip(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let date = CivilDate(days: .random(in: CivilDate.first.days...CivilDate.last.days, using: &random))
    #expect(try CivilDate(parsing: date.description) == date)
    #expect(try CivilDate(year: date.year, month: date.month, day: date.day) == date)
  }

  @Test("two month extensions in a row are one of both lengths, where nothing rolls", arguments: 0..<200)
  func extensionsAdd(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var (facts, _, calendar) = try scene(&random)
    let rule = ClockRule(span: Span(.random(in: 1...9, using: &random), .months), counting: .announced)
    let (first, second) = (Int.random(in: 0...9, using: &random), Int.random(in: 0...9, using: &random))
    facts.extensions = [
      .init(.by(Span(first, .months)), on: facts.started), .init(.by(Span(second, .months)), on: facts.started),
    ]
    let apart = try due(facts, rule, calendar)
    facts.extensions = [.init(.by(Span(first + second, .months)), on: facts.started)]
    #expect(try due(facts, rule, calendar) == apart)
  }
}
