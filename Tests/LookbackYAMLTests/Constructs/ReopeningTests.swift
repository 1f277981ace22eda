import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("What has ended goes on where the definition says so")
struct ReopeningTests {
  private typealias D = TimeDefinitions

  private static let part = """
    notation: 1
    workflow: part
    version: 1
    title: {en: part, zh: 某}
    calendar: office
    timezone: Asia/Shanghai
    data: {}
    roles:
      hand: {post: hand, of: track.unit, title: {en: hand, zh: 手}}
    states:
      open:
        title: {en: open, zh: 开}
        who: hand
        waits: without limit
        events:
          finish: {title: {en: finish, zh: 结}, to: done}
      done:
        title: {en: done, zh: 完}
        final: true
        reopen: [again]
        events:
          again: {title: {en: again, zh: 再}, who: hand, to: open}
    look back:
      - {name: kept, title: {en: kept, zh: 落实}, at: 1 month after event finish, who: hand, event: again}
    """
  private static let whole = """
    notation: 1
    workflow: x
    version: 1
    title: {en: x, zh: 某}
    calendar: office
    timezone: Asia/Shanghai
    data:
      units: {type: list, of: unit, title: {en: units, zh: 单位}}
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
    states:
      open:
        title: {en: open, zh: 开}
        who: office
        waits: without limit
        events:
          assign: {title: {en: assign, zh: 交}, needs: [units], to: work}
      work:
        title: {en: work, zh: 做}
        who: office
        waits: without limit
        tracks: [{each: data.units, run: part, as: main}]
        events:
          close: {title: {en: close, zh: 结}, to: done}
      done: {title: {en: done, zh: 完}, final: true}
    """

  @Test("a track that has ended is looked back at while its round lasts")
  func lookBackOfTrack() throws {
    let scenario = D.scenario(
      "x",
      """
      - {when: assign, by: clerk@desk, with: {units: roads}}
      - {when: finish, by: hand@roads}
      - {until: 2025-05-01, expect: {told: [{topic: look back, to: hand@roads}]}}
      - {when: again, by: hand@roads, expect: {tracks: {roads: open}}}
      """)
    #expect(try D.play(scenario, [Self.whole, Self.part, D.calendar()]) == [])
  }

  /// A case that ends at once and is opened again as `reopen` and `rest` say.
  private static func ended(reopen: String, events: String = "", rest: String) -> String {
    """
    notation: 1
    workflow: x
    version: 1
    title: {en: x, zh: 某}
    calendar: office
    timezone: Asia/Shanghai
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
    states:
      open: {title: {en: open, zh: 开}, who: office, waits: without limit, events: {\(D.finish)}}
      done: {title: {en: done, zh: 完}, final: true, reopen: \(reopen)\(events)}
    \(rest)
    """
  }

  private static let anywhere = "anywhere: {again: {title: {en: again, zh: 再}, who: office, to: open}}"

  @Test(
    "a final state is left by an event of `anywhere` that it names, one or several, and looked back at by it",
    arguments: ["again", "[again]"])
  func reopenedByAnywhere(_ reopen: String) throws {
    let scenario = D.scenario(
      "x",
      """
      - {when: finish, by: clerk@desk, expect: {state: done}}
      - {when: again, by: clerk@desk, expect: {state: open}}
      - {when: again, by: clerk@desk, expect: {state: open}}
      """)
    #expect(try D.play(scenario, [Self.ended(reopen: reopen, rest: Self.anywhere), D.calendar()]) == [])
  }

  @Test(
    "a look-back brings back a case by an event that only `reopen` names, one or several",
    arguments: ["again", "[again]"])
  func reopenedByLookBack(_ reopen: String) throws {
    let rest = """
      look back:
        - {name: kept, title: {en: kept, zh: 落实}, at: 1 month after event finish, who: office, event: again}
      """
    let definition = Self.ended(reopen: reopen, rest: rest)
      .replacing("events: {\(D.finish)}", with: "events: {go: {title: {en: go, zh: 走}, to: work}}")
      .replacing(
        "  done:",
        with: "  work: {title: {en: work, zh: 做}, who: office, waits: without limit, events: {\(D.finish)}}\n  done:"
      )
      .replacing("after event finish", with: "after event go")
    let scenario = D.scenario(
      "x",
      """
      - {when: go, by: clerk@desk}
      - {when: finish, by: clerk@desk}
      - {until: 2025-04-04, expect: {told: [{topic: look back, to: clerk@desk}]}}
      - {when: again, by: clerk@desk, expect: {state: work}}
      """)
    #expect(try D.play(scenario, [definition, D.calendar()]) == [])
  }

  @Test(
    "what the engine would fire by itself does not reopen, and is refused",
    arguments: ["after: 3 days", "when: \"true\""])
  func firedByEngine(_ trigger: String) {
    let event = "again: {title: {en: again, zh: 再}, \(trigger), to: open}"
    let own = Self.ended(reopen: "[again]", events: ", events: {\(event)}", rest: "")
    let anywhere = Self.ended(reopen: "[again]", rest: "anywhere: {\(event)}")
    for definition in [own, anywhere] {
      let found = D.load([definition, D.calendar()]).diagnostics.filter { $0.severity == .error }
      #expect(found.map(\.code) == ["final-with-events"])
    }
  }
}
