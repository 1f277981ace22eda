import LookbackCEL
import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackTools
import LookbackYAML
import Testing

@Suite("Seats of approvals")
struct SeatTests {
  struct Played {
    var codes: [String]
    var failures: [String]
  }

  private static let head = """
    notation: 1
    workflow: x
    version: 1
    title: {en: x, zh: 某}
    calendar: plain
    timezone: Asia/Shanghai

    """

  /// What `check` says of a definition, and which of the scenarios fail.
  private func play(_ body: String, _ scenarios: String = "", staff: String? = nil) throws -> Played {
    let staffing = try staff.map { Staffing(list: try StaffList(csv: "person,post,unit\n" + $0)) }
    let loaded = LibraryLoader(staffing: staffing).load([
      Workbench.file("x.yaml", Self.head + body), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    let codes = loaded.diagnostics.filter { $0.code != "missing-label" && $0.code != "no-title" }.map(\.code)
    guard !scenarios.isEmpty else { return Played(codes: codes, failures: []) }
    let reading = ScenarioFile.read(Workbench.file("tests.yaml", scenarios), loaded.library)
    #expect(reading.diagnostics.map(\.description) == [])
    let failures = reading.scenarios.compactMap { scenario in
      ScenarioRun.play(scenario, in: loaded.library).failure.map { "\(scenario.name): \($0)" }
    }
    return Played(codes: codes, failures: failures)
  }

  private func signing(_ step: String, _ refusal: String = "open", data: String = "") -> String {
    """
    data: {signers: {type: list, of: person, required: true, title: {en: signers, zh: 会签人}}\(data)}
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
      signers: {person: data.signers, title: {en: signers, zh: 会签人}}
      legal: {post: legal, of: desk, title: {en: legal, zh: 法制}}
      finance: {post: finance, of: desk, title: {en: finance, zh: 财务}}
      technology: {post: technology, of: desk, title: {en: technology, zh: 技术}}
    states:
      open:
        title: {en: open, zh: 开}
        who: office
        waits: without limit
        events: {ask: {title: {en: ask, zh: 请}, takes: [signers], to: signing}}
      signing:
        title: {en: signing, zh: 签}
        waits: without limit
        approval: {steps: [{title: {en: all of them, zh: 会签}, \(step)}], refusal: \(refusal)}
        events: {approved: {title: {en: approved, zh: 同意}, to: done}}
      done: {title: {en: done, zh: 完}, final: true}
    """
  }

  private static func scenarios(_ steps: String, people: String = "") -> String {
    """
    notation: 1
    scenarios: x
    given: {start: 2025-03-03, by: clerk@desk, data: {signers: "an,bo,cy"}\(people)}
    tests:
      - scenario: one
        steps:
          - {when: ask, by: clerk@desk}
    \(steps)
    """
  }

  @Test(
    "`need` counts the persons and posts that the roles stand for",
    arguments: [
      (
        "ask: signers, need: all",
        """
              - {when: approve, by: an, expect: {state: signing}}
              - {when: approve, by: cy, expect: {state: signing}}
              - {when: approve, by: bo, expect: {state: done}}
        """
      ),
      (
        "ask: signers, need: all",
        """
              - {when: approve, by: an, expect: {state: signing}}
              - {when: approve, by: an, expect: {rejected: already-decided}}
              - {when: approve, by: dai, expect: {rejected: unknown-case}}
        """
      ),
      (
        "ask: signers, need: 2",
        """
              - {when: approve, by: cy, expect: {state: signing}}
              - {when: approve, by: an, expect: {state: done}}
        """
      ),
      (
        "ask: [legal, finance, technology], need: 2",
        """
              - {when: approve, by: legal@desk, expect: {state: signing}}
              - {when: approve, by: le, expect: {rejected: not-allowed}}
              - {when: approve, by: technology@desk, expect: {state: done}}
        """
      ),
      (
        "ask: legal, need: 3",
        """
              - {when: approve, by: la, expect: {state: signing}}
              - {when: approve, by: le, expect: {state: signing}}
              - {when: approve, by: la, expect: {rejected: already-decided}}
              - {when: approve, by: li, expect: {state: done}}
        """
      ),
      (
        "ask: [legal, finance], need: 3",
        """
              - {when: approve, by: la, expect: {state: signing}}
              - {when: approve, by: le, expect: {state: signing}}
              - {when: approve, by: li, expect: {rejected: not-allowed}}
              - {when: approve, by: finance@desk, expect: {state: done}}
        """
      ),
    ])
  func counts(_ step: String, _ steps: String) throws {
    let people = ", people: {la: [legal@desk], le: [legal@desk], li: [legal@desk]}"
    let played = try play(signing(step), Self.scenarios(steps, people: people))
    #expect(played.failures == [])
  }

  @Test("of one post in several units each unit's is asked")
  func units() throws {
    let body = signing("ask: head, of: data.units, need: all", data: ", units: {type: list, of: unit}")
    var story = try Rehearsal([Self.head + body])
    try story.open("x", ["signers": .list([]), "units": .list([.string("a"), .string("b")])])
    try story.fire("ask", by: .someone("clerk@desk"))
    try story.fire("approve", by: .someone("head@b"))
    #expect(story.state == "signing")
    try story.fire("approve", by: .someone("head@a"))
    #expect(story.state == "done")
    story.expectReplay()
  }

  @Test(
    "`check` refuses a number only where it knows that nobody can be as many",
    arguments: [
      ("ask: signers, need: 2", "", ["unsatisfiable"]), ("ask: legal, need: 5", "", []),
      ("ask: [legal, finance, technology], need: 2", "", []),
      ("ask: signers, need: 3", ", if: \"size(data.signers) >= 3\"", []),
    ])
  func checked(_ step: String, _ condition: String, _ codes: [String]) throws {
    let body = signing(step).replacing("takes: [signers], to", with: "takes: [signers]\(condition), to")
    let loaded = LibraryLoader().load([
      Workbench.file("x.yaml", Self.head + body), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    #expect(loaded.diagnostics.map(\.code) == codes)
    #expect(loaded.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("a list that is too short is asked again when it is filled; a longer one is not")
  func filling() throws {
    let body = signing("ask: signers, need: 2").replacing(
      "approved: {title", with: "name: {title: {en: name, zh: 定}, who: office, needs: [signers]}, approved: {title")
    var story = try Rehearsal([Self.head + body])
    func name(_ people: String...) throws {
      try story.fire("name", ["signers": .list(people.map { .string($0) })], by: .someone("clerk@desk"))
    }
    try story.open("x", ["signers": .list([.string("an")])])
    try story.fire("ask", by: .someone("clerk@desk"))
    try story.fire("approve", by: .someone("x@y", code: "an"))
    #expect(story.state == "signing")
    try name("an", "bo")
    try name("an", "cy")
    #expect(story.refusal("approve", by: .someone("x@y", code: "cy")) != nil)
    try story.fire("approve", by: .someone("x@y", code: "bo"))
    #expect(story.state == "done")
    story.expectReplay()
  }

  @Test("nobody is bound to the seat that leaves another empty, whoever comes first")
  func order() throws {
    let scenarios = """
      notation: 1
      scenarios: x
      given:
        {start: 2024-01-02, by: bo, data: {signers: bo}, people: {ann: [legal@desk, finance@desk], bo: [legal@desk, clerk@desk]}}
      tests:
        - scenario: bo first
          steps:
            - {when: ask, by: bo}
            - {when: approve, by: bo}
            - {when: approve, by: ann, expect: {state: done}}
        - scenario: ann first
          steps:
            - {when: ask, by: bo}
            - {when: approve, by: ann}
            - {when: approve, by: bo, expect: {state: done}}
      """
    for order in ["parallel", "sequence"] {
      let played = try play(
        signing("ask: [legal, finance], need: all, order: \(order)"), scenarios,
        staff: "ann,legal,desk\nann,finance,desk\nbo,legal,desk\nbo,clerk,desk\nbo,technology,desk")
      #expect(played.codes == [])
      #expect(played.failures == [])
    }
  }

  @Test("whoever holds one seat and stands in for another may count for either")
  func substitute() throws {
    var story = try Rehearsal([Self.head + signing("ask: [legal, finance], need: all, order: parallel")])
    try story.open("x", ["signers": .list([])])
    try story.fire("ask", by: .someone("clerk@desk"))
    try story.fire("approve", by: .someone("legal@desk", code: "ann", for: [.whole("bo", "finance@desk")]))
    try story.fire("approve", by: .someone("legal@desk", code: "cy"))
    #expect(story.state == "done")
    story.expectReplay()
  }

  @Test("a refusal to a step that was not asked goes on to where that step's would have led")
  func skipped() throws {
    let body = """
      data: {costly: {type: bool, title: {en: costly, zh: 贵}}}
      roles:
        office: {post: clerk, of: desk, title: {en: office, zh: 办}}
        checker: {post: checker, of: desk, title: {en: checker, zh: 核}}
        head: {post: head, of: desk, title: {en: head, zh: 长}}
      states:
        open:
          title: {en: open, zh: 开}
          who: office
          waits: without limit
          events: {submit: {title: {en: submit, zh: 报}, takes: [costly], to: signing}}
        signing:
          title: {en: signing, zh: 签}
          waits: without limit
          approval:
            steps:
              - {name: check, title: {en: check, zh: 核}, ask: checker, if: data.costly == true}
              - {title: {en: sign, zh: 签}, ask: head, refusal: step check}
            refusal: open
          events: {approved: {title: {en: approved, zh: 同意}, to: done}}
        done: {title: {en: done, zh: 完}, final: true}

      """
    let played = try play(
      body,
      """
      notation: 1
      scenarios: x
      given: {start: 2025-03-03, by: clerk@desk}
      tests:
        - scenario: refused without a check before
          steps:
            - {when: submit, by: clerk@desk}
            - {when: refuse, by: head@desk, with: {reason: no}, expect: {state: open}}
        - scenario: refused with a check before
          steps:
            - {when: submit, by: clerk@desk, with: {costly: true}}
            - {when: approve, by: checker@desk}
            - {when: refuse, by: head@desk, with: {reason: no}, expect: {state: signing}}
      """)
    #expect(played.failures == [])
    #expect(played.codes == [])
    // The check agrees, the head refuses, the check refuses: open after an approve.
    #expect(try play(body + "promises: [never open after approve]").codes == ["promise-refuted"])
  }

  private static let two = """
    roles:
      head: {post: head, of: desk, title: {en: head, zh: 负责人}}
      legal: {post: legal, of: desk, title: {en: legal, zh: 法制}}
    states:
      signing:
        title: {en: being signed, zh: 审签中}
        waits: without limit
        approval:
          steps: [{ask: legal, title: {en: check, zh: 审核}}, {ask: head, title: {en: signature, zh: 签发}}]
          refusal: refused
        events:
          approved: {title: {en: agreed, zh: 同意}, to: signed}
      signed:
        title: {en: signed, zh: 已签}
        who: head
        waits: without limit
        events:
          close: {title: {en: close, zh: 办结}, if: [{cel: COUNT, else: {en: two must agree, zh: 须两人同意}}], to: done}
      done: {title: {en: done, zh: 已办结}, final: true}
      refused: {title: {en: refused, zh: 退回}, final: true}

    """

  @Test(
    "an agreement is counted by the checker whenever it happens",
    arguments: [
      ("count('approve') == 2", "", []), ("count('approve') >= 2", "", []),
      ("count('approve') == 1", "", ["dead-end", "event-never-possible", "guard-never-holds", "unreachable-state"]),
      ("true", "promises: [never done without approve]", []),
      ("true", "promises: [never done after approve]", ["promise-refuted"]),
      ("true", "promises: [never refused after approve]", ["promise-refuted"]),
    ])
  func decisions(_ condition: String, _ promise: String, _ codes: [String]) throws {
    let played = try play(Self.two.replacing("COUNT", with: condition) + promise)
    #expect(Set(played.codes).isSubset(of: codes) && played.codes.isEmpty == codes.isEmpty, "\(played.codes)")
  }

  @Test("the approval's own term is the signer's date and stands among the case's")
  func term() throws {
    var story = try Rehearsal([Definitions.approval])
    try story.open("signed")
    try story.fire("draft", ["text": .string("abc")], by: .someone("drafter@desk"))
    let current = try #require(story.current)
    let terms = current.terms(in: story.library)
    #expect(terms.map { "\($0.clock) \($0.due) \($0.mark ?? "")" } == ["approval 2024-03-11 slow"])
    #expect(terms.first?.deadline.steps.isEmpty == false)
    let due = current.workItems(in: story.library).filter { $0.kind == "approve" }.map(\.due?.description)
    #expect(due == ["2024-03-11"])
    #expect(CaseSchedule(current, in: story.library).urgency.day?.description == "2024-03-11")
  }

  @Test("a drawing says how many of whom each step asks")
  func drawing() throws {
    let body = signing("ask: [finance, legal, technology], need: 2")
    let loaded = LibraryLoader().load([
      Workbench.file("x.yaml", Self.head + body), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    let drawn = StateDiagram(try #require(loaded.library.latest("x")), in: loaded.library, .english)
    #expect("\(drawn)".contains("✎ 1. all of them: 2 of finance, legal, technology"))
  }
}
