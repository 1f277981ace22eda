import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackTools
import LookbackYAML
import Testing

/// What the checker proves is what the engine does: each definition is checked, and walked where that tells something.
@Suite("Proofs")
struct ProofTests {
  private static let plain = """
    notation: 1
    calendar: plain
    version: 1
    title: {en: plain, zh: 普通}
    weekend: [saturday, sunday]
    hours: [08:30-12:00, 14:00-18:00]
    years:
      2024: {source: none, holidays: []}
    """

  private static func load(_ body: String, beside others: [String: String] = [:]) -> LibraryLoader.Loaded {
    Matter.loaded(body, calendar: plain, beside: others)
  }

  private static func codes(_ body: String) -> [String] { Matter.codes(body, calendar: plain) }

  private static func play(_ body: String, _ steps: String) -> String? {
    let text = """
      notation: 1
      scenarios: matter
      given: {start: 2024-01-01, by: clerk@desk}
      tests:
        - scenario: as it goes
          steps:

      """
    let library = load(body).library
    let reading = ScenarioFile.read(Workbench.file("tests/matter.yaml", text + steps), library)
    guard let scenario = reading.scenarios.first else { return "\(reading.diagnostics)" }
    return ScenarioRun.play(scenario, in: library).failure.map { "\($0)" }
  }

  // MARK: - Anywhere

  private static func lapsing(_ lapse: String) -> String {
    """
    states:
      open: {who: office, waits: without limit, events: {note: {}}}
      done: {final: true}
      other: {who: office, waits: without limit, events: {back: {to: done}}}
    anywhere:
      lapse: {\(lapse), to: done, except in: [done]}
      part: {who: office, to: other, except in: [done, other]}

    """
  }

  @Test("an event of anywhere that comes after a wait is fired by the engine, wherever the case stands")
  func anywhereAfter() {
    let lapsing = Self.lapsing("after: 3 days")
    #expect(Self.codes(lapsing) == [])
    #expect(
      Self.play(
        lapsing,
        """
              - {until: 2024-01-04, expect: {state: open}}
              - {until: 2024-01-05, expect: {state: done}}
        """) == nil)
    #expect(
      Self.play(
        lapsing,
        """
              - {when: part, day: 2024-01-03, by: clerk@desk, expect: {state: other}}
              - {until: 2024-01-06, expect: {state: other}}
              - {until: 2024-01-07, expect: {state: done}}
        """) == nil)
  }

  @Test("an event of anywhere that waits for a condition is fired as soon as it holds")
  func anywhereWhen() {
    let body =
      "data: {size: {type: int}}\n"
      + Self.lapsing("when: data.size == 3")
      .replacing("note: {}", with: "note: {needs: [size]}")
    #expect(Self.codes(body) == [])
    #expect(
      Self.play(
        body,
        """
              - {when: note, day: 2024-01-02, by: clerk@desk, with: {size: 2}, expect: {state: open}}
              - {when: note, day: 2024-01-03, by: clerk@desk, with: {size: 3}, expect: {state: done}}
        """) == nil)
  }

  @Test("a case that only such an event could end, and that it excepts, does not end")
  func anywhereExcepts() {
    let body = Self.lapsing("after: 3 days").replacing("except in: [done]}", with: "except in: [done, open]}")
      .replacing("  part: {who: office, to: other, except in: [done, other]}\n", with: "")
    #expect(Self.codes(body).contains("dead-end"))
  }

  // MARK: - Within

  private static func waits(_ span: String, promise: String) -> String {
    """
    states:
      one: {events: {go: {after: \(span), to: two}}}
      two: {events: {go on: {after: \(span), to: three}}}
      three: {events: {go out: {after: \(span), to: done}}}
      done: {final: true}
    promises: [done within \(promise)]
    """
  }

  @Test(
    "a wait of days ends at midnight, and what it brings is of the next day",
    arguments: [
      ("3 days", "11 days", false), ("3 days", "12 days", true), ("3 working days", "11 working days", false),
      ("3 working days", "12 working days", true), ("12 hours", "36 hours", true), ("12 hours", "35 hours", false),
      ("12 hours", "2 days", true), ("1 month", "3 months", false), ("1 month", "4 months", true),
      ("4 working hours", "12 working hours", true), ("4 working hours", "2 working days", true),
    ])
  func waitsInARow(span: String, promise: String, holds: Bool) {
    #expect(Self.codes(Self.waits(span, promise: promise)) == (holds ? [] : ["promise-refuted"]))
  }

  @Test("it says how long the waits can take, and so long they take")
  func waitsTakeSoLong() throws {
    let body = Self.waits("3 days", promise: "9 days")
    let refuted = try #require(Self.load(body).diagnostics.first { $0.code == "promise-refuted" })
    #expect(refuted.message.contains("at most 12 days"))
    #expect(
      Self.play(
        Self.waits("3 days", promise: "12 days"),
        """
              - {until: 2024-01-12, expect: {state: three}}
              - {until: 2024-01-13, expect: {state: done}}
        """) == nil)
  }

  private static func clock(_ clock: String, promise: String) -> String {
    """
    clocks: {answer: {\(clock), from: state open, stops in: [done], breach: {tell: office}}}
    states:
      open: {who: office, events: {close: {to: done}}}
      done: {final: true}
    promises: [done within \(promise)]
    """
  }

  @Test(
    "a clock is compared with a promise in the promise's own unit",
    arguments: [
      ("runs: 20 working days", "20 working days", true), ("runs: 20 working days", "19 working days", false),
      ("runs: 20 working days", "40 days", true), ("runs: 20 working days", "27 days", false),
      ("runs: 10 days, counting: {last: as is}", "10 days", true), ("runs: 10 days", "10 days", false),
      ("runs: 10 days", "20 days", true), ("runs: 10 days", "11 working days", true),
      ("runs: 3 months, counting: {last: as is}", "3 months", true), ("runs: 3 months", "3 months", false),
      ("runs: 3 months", "4 months", true),
      ("runs: 5 working days, cut-off: '17:00'", "5 working days", false),
      ("runs: 5 working days, cut-off: '17:00'", "6 working days", true),
      ("runs: 5 working days, counting: {start: rolled}", "5 working days", false),
      ("runs: 5 working days, extend: {by: 5 working days, at most: 1, who: office}", "9 working days", false),
      ("runs: 5 working days, extend: {by: 5 working days, at most: 1, who: office}", "10 working days", true),
    ])
  func clockInItsUnit(clock: String, promise: String, holds: Bool) {
    let codes = Self.codes(Self.clock(clock, promise: promise))
    #expect(codes == (holds ? [] : ["promise-refuted"]))
  }

  @Test("a clock that can be corrected again and again sets no limit")
  func correctedClock() throws {
    let correct = "runs: 10 days, counting: {last: as is}, correct: {who: office}"
    let loaded = Self.load(Self.clock(correct, promise: "10 days"))
    let refuted = try #require(loaded.diagnostics.first { $0.code == "promise-refuted" })
    #expect(refuted.message.contains("any time: `correct answer` can come again and again in `open`"))
    #expect(loaded.lengths.first?.text(in: .english).contains("20 days") ?? false, "\(loaded.lengths)")
    #expect(Self.codes(Self.clock(correct, promise: "10 days without correct answer")) == [])
  }

  // MARK: - Never possible

  @Test("an event that the engine always goes before is told, and so is a candidate behind one that always holds")
  func neverPossible() throws {
    let loaded = Self.load(
      """
      data: {size: {type: int}}
      states:
        begin: {who: office, events: {go on: {when: "true", to: open}, turn down: {to: done}}}
        open:
          who: office
          waits: without limit
          events:
            close: [{needs: [size], if: has(data.size), to: done}, {to: open}]
        done: {final: true}
      """)
    let found = loaded.diagnostics.filter { $0.code != "missing-label" }
    #expect(found.map(\.code) == ["event-never-possible", "candidate-never-taken"])
    #expect(found[0].message.hasPrefix("`turn down` can never happen in `begin`: `go on` always comes first"))
    #expect(found[1].message.hasPrefix("candidate 2 of `close` can never be taken"))
  }

  // MARK: - Data of the case

  private static func part(_ finish: String, started: String, working: String = "") -> [Diagnostic] {
    let part = """
      notation: 1
      workflow: part
      version: 1
      title: {en: part, zh: 分支}
      calendar: plain
      timezone: Asia/Shanghai
      roles: {hand: {post: hand, of: track.unit}}
      states:
        open: {who: hand, waits: without limit, events: {finish: {if: \(finish), to: done}}}
        done: {final: true}
      """
    let matter = """
      data: {units: {type: list, of: unit}, ready: {type: bool}}
      states:
        begin: {events: {start: {when: "true", set: {\(started)}, to: working}}}
        working:
          waits: without limit
          tracks: [{each: data.units, run: part, as: main}]
          events:
            all done: {when: "tracks.main.all(t, t.ended)", to: done}
            \(working)
        done: {final: true}
      """
    return load(matter, beside: ["part.yaml": part]).diagnostics.filter { $0.code != "missing-label" }
  }

  @Test("data of the case that is settled before tracks open is followed into them")
  func settledCaseData() {
    let started = "units: \"['health']\", ready: "
    #expect(Self.part("case.ready == true", started: started + "\"true\"").map(\.code) == [])
    let stuck = Self.part("case.ready == true", started: started + "\"false\"")
    #expect(
      stuck.filter { $0.file == "part.yaml" }.map(\.code) == ["dead-end", "guard-never-holds", "unreachable-state"])
  }

  @Test("a contradiction about data of the case is found, in one guard and in two")
  func contradiction() {
    let started = "units: \"['health']\""
    for guarding in [
      "case.ready == true && case.ready == false", "[{cel: case.ready == true}, {cel: case.ready == false}]",
    ] {
      #expect(Self.part(guarding, started: started).map(\.code).contains("guard-never-holds"), "\(guarding)")
    }
    #expect(
      !Self.part("case.ready == true || case.ready != true", started: started).contains { $0.file == "part.yaml" })
  }

  @Test("that a track may wait for data of the case for ever is said to be not proved")
  func openCaseData() throws {
    let found = Self.part(
      "case.ready == true", started: "units: \"['health']\"", working: "make ready: {who: office, takes: [ready]}")
    let said = try #require(found.first { $0.code == "not-proved" })
    #expect(said.file == "part.yaml" && said.message.contains("with case.ready = false nothing leads to an end"))
  }

  // MARK: - Fields compared with each other

  private static func comparing(_ rest: String) -> String {
    """
    data: {due: {type: date}, received: {type: date}, late: {type: date}}
    states:
      open: {who: office, waits: without limit, events: {plan: {to: waiting, needs: [due, received, late]}}}
      waiting:
        who: office
        waits: without limit
        events:
          finish: {to: done, if: data.due > data.received}
          \(rest)
      done: {final: true}

    """
  }

  @Test("two fields that are compared stand to each other in one way, until one of them is written")
  func comparedFields() throws {
    let stuck = try #require(Self.load(Self.comparing("note: {}")).diagnostics.first { $0.code == "dead-end" })
    #expect(stuck.course.contains { $0.name == "due" && $0.result == "… <= received" })
    for rest in ["again: {to: open, if: data.due <= data.received}", "again: {needs: [due]}"] {
      #expect(Self.codes(Self.comparing(rest)) == [], "\(rest)")
    }
    #expect(
      Self.codes(Self.comparing("again: {to: open, if: data.due > data.received && data.received > data.due}"))
        == ["dead-end", "guard-never-holds"])
  }

  @Test("a comparison that is not followed is said to be not proved, where the end depends on it")
  func looseComparisons() {
    let worked = "again: {set: {due: 'add_working_days(data.late, 3)'}}"
    for rest in ["again: {to: open, if: data.due > data.late}", worked] {
      #expect(Self.codes(Self.comparing(rest)) == ["not-proved"], "\(rest)")
    }
    #expect(Self.codes(Self.comparing("again: {to: open, if: data.due > data.late}\n      drop: {to: done}")) == [])
  }

  @Test(
    "a promise that hangs on such a comparison is neither proved nor refuted",
    arguments: ["never done", "never open after again", "always possible done", "always possible open"])
  func loosePromises(promise: String) {
    let loose = "again: {to: open, if: data.due > data.late}"
    let codes = Self.codes(Self.comparing(loose) + "promises: [\(promise)]\n")
    #expect(codes == ["not-proved", "not-proved"], "\(codes)")
    let refuted = Self.codes(Self.comparing(loose) + "promises: [never waiting]\n")
    #expect(refuted.contains("promise-refuted"), "\(refuted)")
  }
}
