import LookbackTime
import SeededTesting
import Testing

/// The engine against a count on the fingers.
@Suite("deadlines against a day-by-day reference")
struct ReferenceTests {
  private func scene(_ random: inout SplitMix64, last: [Counting.Last]) throws -> NaiveDeadline {
    let unit = [Span.Unit.days, .workingDays, .weeks].randomElement(using: &random) ?? .days
    let counting = Counting(
      start: Counting.Start.allCases.randomElement(using: &random) ?? .excluded,
      last: last.randomElement(using: &random) ?? .asIs)
    return NaiveDeadline(
      calendar: try RandomCalendar.make(&random), start: RandomCalendar.date(&random),
      span: Span(.random(in: 1...60, using: &random), unit), counting: counting)
  }

  private func replay(_ naive: NaiveDeadline, _ facts: ClockFacts) throws -> Deadline {
    try Deadline.replay(facts, ClockRule(span: naive.span, counting: naive.counting), naive.calendar)
  }

  @Test("a span alone, by every rule", arguments: 0..<500)
  func alone(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let naive = try scene(&random, last: Counting.Last.allCases)
    let due = try naive.due()
    #expect(try replay(naive, ClockFacts(started: naive.start)).due == due)
    #expect(try naive.calendar.due(naive.span, from: naive.start, counting: naive.counting) == due)
  }

  /// A pause that begins after the last day would stop nothing; the reference counts as if it were not there.
  @Test("with pauses", arguments: 0..<500)
  func pauses(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var naive = try scene(&random, last: [.asIs, .nextWorkingDay])
    var facts = ClockFacts(started: naive.start)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let from = try naive.start.adding(days: .random(in: -10...80, using: &random))
      let until = try from.adding(days: .random(in: 0...20, using: &random))
      facts.pauses.append(.init(from: from, until: until))
      for day in from.days..<until.days { naive.paused.insert(CivilDate(days: day)) }
    }
    #expect(try replay(naive, facts).due == naive.due())
  }

  @Test("working days with undated extensions are one longer span, whatever pauses there are", arguments: 0..<300)
  func extensions(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var naive = try scene(&random, last: [.asIs, .nextWorkingDay, .previousWorkingDay])
    let more = Int.random(in: 1...40, using: &random)
    let count = naive.span.count
    var facts = ClockFacts(started: naive.start)
    facts.extensions = [.init(.by(Span(more, .workingDays)), on: nil)]
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let from = try naive.start.adding(days: .random(in: 1...140, using: &random))
      let until = try from.adding(days: .random(in: 0...20, using: &random))
      facts.pauses.append(.init(from: from, until: until))
      for day in from.days..<until.days { naive.paused.insert(CivilDate(days: day)) }
    }
    naive.span = Span(count, .workingDays)
    let due = try replay(naive, facts).due
    naive.span = Span(count + more, .workingDays)
    #expect(try naive.due() == due)
  }

  @Test("the explanation of working days adds up to the date", arguments: 0..<300)
  func addsUp(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var naive = try scene(&random, last: [.nextWorkingDay])
    naive.span = Span(.random(in: 1...60, using: &random), .workingDays)
    var facts = ClockFacts(started: naive.start)
    facts.extensions = [.init(.by(Span(.random(in: 0...20, using: &random), .workingDays)), on: nil)]
    let from = try naive.start.adding(days: .random(in: 1...40, using: &random))
    facts.pauses = [.init(from: from, until: try from.adding(days: .random(in: 0...9, using: &random)))]
    let deadline = try replay(naive, facts)
    var day = try naive.start.adding(days: naive.counting.start == .included ? -1 : 0)
    for step in deadline.steps { day = try day.adding(days: Self.days(of: step)) }
    #expect(day == deadline.due)
  }

  /// What a step adds to the date.
  private static func days(of step: ExplanationStep) -> Int {
    switch step {
    case .startRolled(let from, let to, _), .rolled(let from, let to, _): Int(to.days - from.days)
    case .counted(let span, _): span.count
    case .paused(_, _, let days, _, _): days
    case .extended(let granted, _):
      if case .by(let span) = granted.reach { span.count } else { 0 }
    case .skipped(let from, let to, _): Int(to.days - from.days) + 1
    case .weekends(_, _, let days): days
    default: 0
    }
  }

  @Test("more holidays never make a deadline of working days earlier", arguments: 0..<300)
  func monotoneInHolidays(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let start = RandomCalendar.date(&random)
    let days = try (0..<30).map { _ in try start.adding(days: .random(in: -5...90, using: &random)) }
    func calendar(_ holidays: ArraySlice<CivilDate>) throws -> WorkCalendar {
      try WorkCalendar("r", holidayName: CalendarName(), weekend: [6, 7], holidays: Array(holidays), working: [])
    }
    let counting = Counting(
      start: Counting.Start.allCases.randomElement(using: &random) ?? .excluded, last: .nextWorkingDay)
    let span = Span(.random(in: 1...40, using: &random), .workingDays)
    let few = try calendar(days[..<15]).due(span, from: start, counting: counting)
    #expect(try calendar(days[...]).due(span, from: start, counting: counting) >= few)
  }

  @Test("adding then counting gives the number back", arguments: 0..<300)
  func addAndCount(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let naive = try scene(&random, last: [.asIs])
    let span = Span(.random(in: 1...500, using: &random), .workingDays)
    let included = Bool.random(using: &random)
    let counting = Counting(start: included ? .included : .excluded, last: .asIs)
    let due = try naive.calendar.due(span, from: naive.start, counting: counting)
    #expect(
      naive.calendar.workingDays(from: naive.start, to: due)
        + (included && naive.calendar.isWorking(naive.start) ? 1 : 0) == span.count)
  }

  @Test("any order of recording the same facts gives the same deadline", arguments: 0..<300)
  func anyOrder(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let naive = try scene(&random, last: Counting.Last.allCases)
    var facts = ClockFacts(started: naive.start)
    func day() throws -> CivilDate { try naive.start.adding(days: .random(in: 1...60, using: &random)) }
    for sequence in 0..<4 {
      let from = try day()
      facts.pauses.append(.init(from: from, until: try from.adding(days: .random(in: 0...9, using: &random))))
      let span = Span(
        .random(in: 1...9, using: &random), [.days, .months, .workingDays].randomElement(using: &random) ?? .days)
      let reaches: [ClockFacts.Extension.Reach] = [.by(span), .to(Span(4, .months)), .fromGrant(span)]
      let on = try sequence.isMultiple(of: 2) ? day() : naive.start.adding(days: 20)
      facts.extensions.append(.init(reaches.randomElement(using: &random) ?? .by(span), on: on, cap: Span(6, .months)))
      facts.corrections.append(.init(started: try day(), on: on, sequence: Int64(sequence)))
    }
    let first = try replay(naive, facts)
    facts.pauses.shuffle(using: &random)
    facts.extensions.shuffle(using: &random)
    facts.corrections.shuffle(using: &random)
    #expect(try replay(naive, facts) == first)
  }
}
