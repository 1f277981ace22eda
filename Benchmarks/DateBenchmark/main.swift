import LookbackDates
import LookbackTime

/// Measures dates on one core: `swift run -c release DateBenchmark [LINES]`. Exits with 1 if a bar does not hold.

let calendar = try TwentyYears.calendar()
let starts = TwentyYears.starts(count: 1 << 16)
let span = Span(20, .workingDays)
let rule = ClockRule(span: span, counting: .civilCode, law: "article 42")
var bars = Bars()

let walked = try Measurement.perSecond(count: 200_000) { index in
  Int(try TwentyYears.walk(20, from: starts[index & 0xFFFF], calendar).days)
}
let added = try Measurement.perSecond(count: 20_000_000) { index in
  Int(try calendar.due(span, from: starts[index & 0xFFFF], counting: .civilCode).days)
}
bars.report("20 working days, walked day by day: the yardstick", walked, "deadlines/s")
bars.report("20 working days", added, "deadlines/s", atLeast: 5_000_000, yardstick: walked)

let explained = try Measurement.perSecond(count: 200_000) { index in
  let deadline = try Deadline.replay(ClockFacts(started: starts[index & 0xFFFF]), rule, calendar)
  return deadline.text(in: .english).count + deadline.text(in: .chinese).count
}
bars.report("explained in two languages", 1_000_000 / explained, "µs each", atMost: 50)

let lines = QuestionLines.make(count: CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000)
var desk = DateDesk(CalendarShelf([calendar]), language: .english)
let answered = Measurement.linesPerSecond(lines) { desk.answer($0, of: $1, to: &$2) }
bars.report("deadline compute --jsonl, \(lines.count >> 20) MB in memory", answered, "lines/s", atLeast: 100_000)

bars.finish()
