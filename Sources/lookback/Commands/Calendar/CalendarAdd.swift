import ArgumentParser
import LookbackJSON
import LookbackTime

struct CalendarAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "The last day of a span, and why it is that day.",
    discussion: """
      Where nothing is said, the start day is not counted and the last day stands as it is.
        lookback calendar add cn 2024-09-02 '16 working days'
        lookback calendar add cn 2025-03-21 3个月 --last 'next working day' --picture
      """)
  @OptionGroup var calendars: Calendars
  @Argument(help: "The calendar.") var name: String
  @Argument(help: "The day of the starting event.") var start: CivilDate
  @Argument(help: "Such as '20 working days', '3 months' or 15日.") var span: String
  @Option(name: .customLong("start"), help: "excluded, included or rolled.") var startRule: Counting.Start = .excluded
  @Option(help: "as is, next working day, previous working day or day after the holiday.") var last: Counting.Last =
    .asIs
  @Flag(help: "Draw it month by month too.") var picture = false

  func run() throws {
    let calendar = try calendars.calendar(name)
    let language = calendars.language
    let deadline: Deadline
    do throws(DateError) {
      let rule = ClockRule(span: try Span(parsing: span), counting: Counting(start: startRule, last: last))
      deadline = try Deadline.replay(ClockFacts(started: start), rule, calendar)
    } catch {
      throw ValidationError(error.description)
    }
    if calendars.json { return print(json(deadline, calendar)) }
    print(deadline.due)
    for line in deadline.text(in: language) { print("  \(line)") }
    guard picture else { return }
    print()
    for line in deadline.picture(calendar, in: language, paint: Colours.paint) { Colours.print(line) }
  }

  private func json(_ deadline: Deadline, _ calendar: WorkCalendar) -> JSON {
    let language = calendars.language
    return .members([
      "calendar": .string(calendar.name), "start": .string("\(start)"), "span": .string(span),
      "due": .string("\(deadline.due)"), "provisional": .bool(deadline.provisional),
      "explanation": .texts(deadline.text(in: language)), "steps": .array(deadline.steps.map { JSON($0, language) }),
      "picture": picture ? .texts(deadline.picture(calendar, in: language)) : nil,
    ])
  }
}
