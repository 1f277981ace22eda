import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

/// Definitions that read well and go wrong: what the checker says of each, and that it says nothing once mended.
@Suite("Faults that only thinking finds")
struct SubtleFaultTests {
  struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let body: String
    /// Codes with the line of the body, from 1, where they stand.
    let found: [String]
  }

  private static let head = [
    "notation: 1", "workflow: request", "version: 1", "title: {en: Request, zh: 申请}", "calendar: cn",
    "timezone: Asia/Shanghai",
  ]

  /// A track that can end in two ways.
  private static let part = """
    notation: 1
    workflow: unit-part
    version: 1
    calendar: cn
    timezone: Asia/Shanghai
    roles: {liaison: {post: liaison, of: track.unit}}
    states:
      open: {waits: without limit, who: liaison, events: {reply: {to: replied}, hand back: {to: returned}}}
      replied: {final: true}
      returned: {final: true}
    """

  /// A track that never ends, which is a fault of its own.
  private static let endless = """
    notation: 1
    workflow: endless
    version: 1
    calendar: cn
    timezone: Asia/Shanghai
    roles: {liaison: {post: liaison, of: track.unit}}
    states:
      open: {waits: without limit, who: liaison, events: {go: {to: back}}}
      back: {waits: without limit, who: liaison, events: {go: {to: open}}}
    """

  private static func codes(_ body: String, staffing: Staffing? = nil) -> [String] {
    diagnostics(body, staffing: staffing).map { "\($0.location.line - head.count) \($0.code)" }
  }

  private static func diagnostics(_ body: String, staffing: Staffing? = nil) -> [Diagnostic] {
    let files = [
      ("request.yaml", (head + [body]).joined(separator: "\n")), ("part.yaml", part), ("endless.yaml", endless),
      ("cn.yaml", CodeExplanation.calendar),
    ]
    let found = LibraryLoader(staffing: staffing).load(files.map { Workbench.file($0.0, $0.1) }).diagnostics
    return found.filter { $0.file == "request.yaml" && $0.code != "missing-label" }
  }

  private static let office = "roles: {office: {post: clerk, of: main-office}}\n"
  private static let units = "data: {units: {type: list, of: unit, required: true}}\n"

  static let faults: [Fault] = [
    .init(
      testDescription: "a join over tracks that can end in two ways",
      body: units + office + """
        states:
          working:
            waits: without limit
            tracks: [{each: data.units, run: unit-part, as: main}]
            events: {all replied: {when: "tracks.main.all(t, t.state == 'replied')", to: done}}
          done: {final: true}
        """, found: ["4 dead-end"]),
    .init(
      testDescription: "the same join where both ends count",
      body: units + office + """
        states:
          working:
            waits: without limit
            tracks: [{each: data.units, run: unit-part, as: main}]
            events: {all ended: {when: "tracks.main.all(t, t.ended)", to: done}}
          done: {final: true}
        """, found: []),
    .init(
      testDescription: "an event that waits for tracks which never end",
      body: units + office + """
        states:
          working:
            waits: without limit
            tracks: [{each: data.units, run: endless, as: main}]
            events: {finish: {who: office, if: "size(data.units) > 0", to: done}}
          done: {final: true}
        """, found: ["4 dead-end", "7 join-never-completes", "8 unreachable-state"]),
    .init(
      testDescription: "the same event where it does not wait",
      body: units + office + """
        states:
          working:
            waits: without limit
            tracks: [{each: data.units, run: endless, as: main, join: none}]
            events: {finish: {who: office, if: "size(data.units) > 0", to: done}, drop: {who: office, to: done}}
          done: {final: true}
        """, found: []),
    .init(
      testDescription: "a list that can be emptied under the tracks",
      body: units + office + """
        states:
          working:
            waits: without limit
            tracks: [{each: data.units, run: unit-part, as: main}]
            events:
              change: {who: office, needs: [units]}
              one ended: {when: "tracks.main.exists(t, t.ended)", to: done}
          done: {final: true}
        """, found: ["6 tracks-left-running"]),
    .init(
      testDescription: "tracks that an event leaves behind because it says so",
      body: units + office + """
        states:
          working:
            waits: without limit
            tracks: [{each: data.units, run: unit-part, as: main}]
            events:
              change: {who: office, needs: [units]}
              one ended: {when: "tracks.main.exists(t, t.ended)", join: none, to: done}
          done: {final: true}
        """, found: []),
    .init(
      testDescription: "tracks that an event waits for because it says so, whatever its condition looks at",
      body: units + office + """
        states:
          working:
            waits: without limit
            tracks: [{each: data.units, run: unit-part, as: main}]
            events:
              change: {who: office, needs: [units]}
              one ended: {when: "tracks.main.exists(t, t.ended)", join: all, to: done}
          done: {final: true}
        """, found: []),
    .init(
      testDescription: "a timer that comes long after its state's clock is overdue, which is how one escalates",
      body: office + """
        clocks: {sign: {runs: 5 working days, from: state waiting, stops in: [done], breach: {tell: office}}}
        states:
          waiting: {who: office, events: {sign: {to: done}, lapse: {after: 30 days, to: done}}}
          done: {final: true}
        """, found: []),
    .init(
      testDescription: "a timed event whose guard can refuse when it is due",
      body: "data: {ok: {type: bool}}\n" + office + """
        states:
          waiting: {who: office, events: {sign: {to: done}, lapse: {after: 3 days, if: "data.ok == true", to: done}}}
          done: {final: true}
        """, found: ["4 timer-not-retried"]),
    .init(
      testDescription: "a timed event that always finds a way",
      body: "data: {ok: {type: bool}}\n" + office + """
        states:
          waiting:
            who: office
            events: {lapse: [{after: 3 days, if: "data.ok == true", to: done}, {to: late}]}
          late: {waits: without limit, who: office, events: {close: {to: done}}}
          done: {final: true}
        """, found: []),
    .init(
      testDescription: "four eyes where there is one person",
      body: "data: {boss: {type: person, required: true}}\nroles: {boss: {person: data.boss}}\n" + """
        states:
          drafting: {waits: without limit, who: boss, events: {draft: {to: signing}}}
          signing:
            approval: {steps: [{ask: boss, need: 1}], never: [actor of draft], refusal: drafting, due: 5 days}
            events: {approved: {to: done}}
          done: {final: true}
        """, found: ["6 unsatisfiable"]),
    .init(
      testDescription: "more agreement than people",
      body: "data: {boss: {type: person, required: true}}\nroles: {boss: {person: data.boss}}\n" + """
        states:
          drafting: {waits: without limit, who: boss, events: {draft: {to: signing}}}
          signing:
            approval: {steps: [{ask: boss, need: 2}], refusal: drafting, due: 5 days}
            events: {approved: {to: done}}
          done: {final: true}
        """, found: ["6 unsatisfiable"]),
    .init(
      testDescription: "a decision that leaves a value out",
      body: "data: {amount: {type: int, required: true}}\n" + office + """
        states:
          new:
            waits: without limit
            who: office
            events: {decide: [{if: data.amount < 1000, to: small}, {if: data.amount > 1000, to: large}]}
          small: {final: true}
          large: {final: true}
        """, found: ["4 dead-end"]),
    .init(
      testDescription: "states through which the engine only passes wait for nothing",
      body: "data: {big: {type: bool}}\n" + office + """
        states:
          new: {waits: without limit, who: office, events: {go: {needs: [big], to: sorting}}}
          sorting: {events: {big: {when: data.big == true, to: done}, small: {when: data.big != true, to: done}}}
          done: {final: true}
        """, found: []),
    .init(
      testDescription: "a clock that starts where it stops, and one that nothing starts",
      body: office + """
        clocks:
          one: {runs: 5 days, from: state new, stops in: [new, done], breach: {tell: office}}
          two: {runs: 5 days, from: event never, stops in: [done], breach: {tell: office}}
        states:
          new: {waits: without limit, who: office, events: {close: {to: done}}}
          lost: {waits: without limit, who: office, events: {never: {to: done}}}
          done: {final: true}
        """, found: ["3 clock-stops-at-once", "4 clock-never-starts", "7 unreachable-state"]),
  ]

  @Test("the checker says what is wrong, and where, and no more", arguments: faults)
  func faultIsFound(_ fault: Fault) {
    #expect(Self.codes(fault.body) == fault.found)
  }

  @Test("a course tells the edit of a list and what the track that it opened then does")
  func courseFollowsLists() throws {
    let body =
      "data: {units: {type: list, of: unit}}\n" + Self.office + """
        states:
          new: {waits: without limit, who: office, events: {start: {clear: [data.units], to: working}}}
          working:
            waits: without limit
            tracks: [{each: data.units, run: unit-part, as: main}]
            events:
              change: {who: office, needs: [units]}
              ended: {when: "tracks.main.exists(t, t.ended) && tracks.main.all(t, t.ended)", to: done}
          done: {final: true}
        promises: [never done without main.open.reply]
        """
    let found = try #require(Self.diagnostics(body).first { $0.code == "promise-refuted" })
    #expect(
      found.course.map { $0.text(in: .english) } == [
        "open → new", "start → working", "with units = null", "change → working", "with units = [1]",
        "main 1: hand back → returned",
        "ended (by the engine) → done",
      ])
  }

  /// A track whose own tracks go by a list of the case is not stuck where somebody can still shorten that list.
  @Test("lists of the case may change under the tracks of tracks")
  func listsOfTheCaseChange() {
    let middle = """
      notation: 1
      workflow: middle
      version: 1
      calendar: cn
      timezone: Asia/Shanghai
      roles: {liaison: {post: liaison, of: track.unit}}
      states:
        asking:
          waits: without limit
          tracks: [{each: case.others, run: endless, as: inner}]
          events: {settle: {who: liaison, to: settled}}
        settled: {final: true}
      """
    let body = """
      data: {units: {type: list, of: unit, required: true}, others: {type: list, of: unit, required: true}}
      roles: {office: {post: clerk, of: main-office}}
      states:
        working:
          waits: without limit
          tracks: [{each: data.units, run: middle, as: main}]
          events:
            EDIT
            all ended: {when: "tracks.main.all(t, t.ended)", to: done}
        done: {final: true}
      """
    func codes(_ edit: String) -> [String] {
      let text = (Self.head + [body.replacing("EDIT", with: edit)]).joined(separator: "\n")
      let files = [
        ("request.yaml", text), ("middle.yaml", middle), ("endless.yaml", Self.endless),
        ("cn.yaml", CodeExplanation.calendar),
      ]
      return LibraryLoader().load(files.map { Workbench.file($0.0, $0.1) }).diagnostics
        .filter { ["request.yaml", "middle.yaml"].contains($0.file) && $0.severity == .error }
        .map { "\($0.file) \($0.code)" }
    }
    #expect(codes("note: {who: office}") == ["middle.yaml dead-end", "request.yaml dead-end"])
    #expect(codes("change: {who: office, needs: [others]}") == [])
  }

  private static let draft = """
    roles: {drafter: {post: drafter, of: main-office}, head: {post: head, of: main-office}}
    states:
      drafting: {waits: without limit, who: drafter, events: {draft: {to: signing}}}
      signing:
        approval: {steps: [{ask: head, need: 1}], never: [actor of draft], refusal: drafting, due: 5 days}
        events: {approved: {to: done}}
      done: {final: true}
    """

  /// Staff, how many of them are away, and what is said of the step on line 5.
  @Test(
    "whether an approval can be met depends on who there is and who is away",
    arguments: [
      ("ann,drafter,main-office\nann,head,main-office", 0, ["5 understaffed"]),
      ("ann,drafter,main-office\nben,head,main-office", 0, []),
      ("ann,drafter,main-office\nben,head,main-office", 1, ["5 staff-too-few"]),
      ("ann,drafter,main-office\nben,head,main-office\ncai,head,main-office", 1, []),
      ("ann,drafter,main-office\nben,head,main-office\ncai,head,main-office", 2, ["5 staff-too-few"]),
      ("ann,drafter,main-office\nann,head,main-office\nben,head,main-office", 1, ["5 staff-too-few"]),
      ("ann,drafter,main-office", 0, ["1 understaffed", "5 understaffed"]),
    ])
  func staffDecides(_ people: String, _ absent: Int, _ found: [String]) throws {
    let list = try StaffList(csv: "person,post,unit\n" + people)
    #expect(Self.codes(Self.draft, staffing: Staffing(list: list, absent: absent)) == found)
  }
}
