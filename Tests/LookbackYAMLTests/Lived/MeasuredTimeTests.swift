import LookbackTime
import LookbackYAML
import Testing

@testable import LookbackCheck
@testable import LookbackCore

/// Times that a case can take, and that were once proved to be shorter.
@Suite("The time that a promise allows")
struct MeasuredTimeTests {
  private static func codes(_ body: String) -> [String] { Matter.codes(body, calendar: LivedDefinition.calendar) }

  @Test(
    "a clock that is halted at once has all of its term left when the state ends by another",
    arguments: [("28 days", false), ("29 days", true)])
  func haltedEarly(span: String, holds: Bool) {
    let body = """
      clocks:
        short: {runs: 9 days, from: state one, counting: {last: as is}, stops in: [three, done], breach: {tell: office}}
        whole:
          runs: 10 days
          from: state one
          counting: {last: as is}
          pauses in: [two]
          stops in: [done]
          breach: {tell: office}
      states:
        one: {who: office, events: {first: {to: two}}}
        two: {who: office, events: {second: {to: three}}}
        three: {who: office, events: {third: {to: done}}}
        done: {final: true}
      promises: [three within 9 days, done within \(span)]
      """
    // Until the third state nine days pass at most, whenever the clock was halted; when it goes on it may meet days off.
    #expect(Self.codes(body) == (holds ? [] : ["promise-refuted"]))
  }

  @Test(
    "a wait whose event may be impossible limits nothing",
    arguments: [("", "data.n + 1", false), ("", "4", true), ("if: \"data.n == 3\", ", "4", false)])
  func waitThatFails(condition: String, value: String, holds: Bool) {
    let body = """
      data: {n: {type: int}}
      states:
        open:
          who: office
          waits: without limit
          events:
            over: {after: 3 days, \(condition)set: {n: "\(value)"}, to: done}
            close: {to: done}
        done: {final: true}
      promises: [done within 4 days]
      """
    #expect(Self.codes(body).contains("promise-refuted") != holds)
  }

  /// The case stands where it is, and whatever else could happen there may happen.
  @Test("what the engine may be unable to do at once leaves room for other events")
  func automaticThatFails() {
    let body = """
      data: {n: {type: int}}
      states:
        open:
          who: office
          waits: without limit
          events:
            count: {when: "data.n != 7", set: {n: "data.n + 1"}, to: counted}
            close: {to: done}
        counted: {who: office, waits: without limit, events: {end: {to: done}}}
        done: {final: true}
      """
    #expect(Self.codes(body) == ["may-be-missing"])
  }

  @Test(
    "a reminder is too early, and a timer too late, only where that is so on all days of the week",
    arguments: [
      ("runs: 7 days", "before: 6 working days", false), ("runs: 7 days", "before: 40 days", true),
      ("runs: 3 days", "before: 3 days", false),
      ("runs: 3 days, counting: {last: as is}", "before: 3 days", true),
      ("runs: 3 days, counting: {last: as is}, cut-off: '12:00'", "before: 3 days", false),
      ("runs: 3 days, counting: {last: as is}, extend: {by: 3 days, who: office}", "before: 4 days", false),
      ("runs: 3 days, counting: {last: as is}, pauses in: [later]", "before: 4 days", false),
    ])
  func reminderThatNeverGoesOut(clock: String, reminder: String, isTold: Bool) {
    let body = """
      clocks: {c: {\(clock), from: state open, stops in: [done], remind: [{\(reminder), tell: office}]}}
      states:
        open: {who: office, events: {wait: {to: later}}}
        later: {who: office, waits: without limit, events: {close: {to: done}}}
        done: {final: true}
      """
    #expect(Self.codes(body) == (isTold ? ["reminder-too-early"] : []))
  }

  @Test(
    "five working days may be over before six days", arguments: [("5 working days", false), ("7 working days", true)])
  func timerThatNeverFires(span: String, isTold: Bool) {
    let body = """
      states:
        open:
          who: office
          waits: without limit
          events:
            one: {after: 6 days, to: done}
            other: {after: \(span), to: done}
        done: {final: true}
      """
    #expect(Self.codes(body) == (isTold ? ["timer-never-fires"] : []))
  }

  @Test(
    "working days are never longer or shorter in the calendars that are shipped than they are taken to be",
    arguments: ["cn", "cn-ningxia", "cn-qinghai", "uk-england-wales", "uk-northern-ireland", "uk-scotland"])
  func boundsOfWorkingDays(name: String) throws {
    let calendar = try ShippedCalendars.calendar(name)
    let days = try ShippedCalendars.days(2004...2026).filter { calendar.isPublished(year: $0.year) }
    let working = days.filter { calendar.isWorking($0) }.map { Int($0.days) }
    try #require(working.count > 1_000)
    for count in Array(1...30) + Array(stride(from: 35, through: 330, by: 5)) {
      let span = Span(count, .workingDays)
      let pairs = zip(working, working.dropFirst(count))
      let longest = pairs.map { $1 - $0 }.max() ?? 0
      // What begins on the eve of a working day.
      let shortest = zip(working.dropFirst(), working.dropFirst(count)).map { $1 - $0 + 1 }.min() ?? count
      #expect(longest <= span.mostDays, "\(count) working days took \(longest)")
      #expect(shortest >= span.leastDays, "\(count) working days took \(shortest)")
    }
  }
}
