import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("The design's example")
struct DesignExampleTests {
  /// The two examples of the notation, word for word; the second completed by what it refers to.
  private static let recommendation = ##"""
    notation: 1
    workflow: recommendation
    version: 1
    title: {en: Deputy's recommendation, zh: 人大代表建议}
    calendar: cn-qinghai                 # workflows/calendars/cn-qinghai.yaml
    timezone: Asia/Shanghai

    data:
      number:     {type: text, unique: true, title: {zh: 建议编号}}
      subject:    {type: text, max: 300, required: true}
      lead:       {type: person, required: true}        # lead deputy
      co_signers: {type: list, of: person}
      received:   {type: date, required: true}
      main_units: {type: list, of: unit}
      co_units:   {type: list, of: unit}
      class:      {type: choice, of: classes/npc}       # a versioned classification scheme
      announced_due: {type: date}

    roles:
      intake:   {post: clerk, of: congress-office}
      office:   {post: inspector, of: government-office}
      proposer: {person: data.lead}

    clocks:
      reply:                              # statutory
        law: 代表法 第四十二条
        runs: 3 months
        from: event assign                # business date of the event; it may be back-dated, both dates are kept
        stops in: [answered, closed]
        extend: {to: 6 months, from: start, at most: 1, who: office, needs: [reason]}
        remind:
          - {before: 15 working days, tell: track.handling.liaison}
          - {before: 3 working days, tell: [track.handling.liaison, office]}
        breach: {mark: overdue, tell: [office, track.handling.head]}
      announced:                          # the date in this year's notice; alarms use it, statistics show both
        at: data.announced_due
        roll: as is
        stops in: [answered, closed]

    states:
      registered:
        who: intake
        events:
          assign:
            who: office
            needs: [main_units]
            if:
              - {cel: "size(data.main_units) > 0", else: {en: name a main unit, zh: 请指定主办单位}}
            to: assigned
          decline: {to: closed, needs: [reason]}
      assigned:
        tracks:
          - {each: data.main_units, run: handling, as: main}
          - {each: data.co_units,   run: handling, as: co, join: none}
        events:
          all replied: {when: "tracks.main.all(t, t.state == 'replied')", to: answered}   # fired by the engine
      answered:
        events:
          close: {to: closed, who: office}
      closed: {final: true, reopen: [look back]}

    anywhere:
      withdraw: {to: closed, who: proposer, except in: [closed]}

    look back:
      - name: class-b
        if: "data.class == 'B'"
        at: 1 year after event all replied
        who: office
        event: look back                  # reopens the case; the yearly snapshot stays as it was

    promises:
      - never answered without main.signing.approved or look back
    """##

  private static let handling = ##"""
    notation: 1
    workflow: handling
    version: 1
    calendar: cn-qinghai
    timezone: Asia/Shanghai
    data:
      reply_text: {type: text}
      reply_number: {type: text}
      money: {type: bool}
    roles:
      liaison: {post: liaison, of: track.unit}
      drafter: {post: drafter, of: track.unit}
      head: {post: principal-head, of: track.unit}
      legal: {post: legal, of: track.unit}
      finance: {post: finance, of: track.unit}
      proposer: {person: case.lead}
    states:
      drafting:
        waits: without limit
        events:
          draft: {who: drafter, needs: [reply_text, money], to: signing}
      signing:
        approval:
          steps:
            - {ask: checker, of: track.unit, need: 1}
            - {ask: branch-head, of: track.unit, need: 1, if: "!data.money && !case.key_item"}
            - {ask: principal-head, of: track.unit, need: 1, if: "data.money || case.key_item"}
            - {ask: [legal, finance], need: all, order: parallel}
          never: [actor of draft]         # four eyes; also bars substitutes of a barred person
          refusal: drafting               # one refusal sends it back, with its reason
          binds: data.reply_text          # approval of this text, by digest; editing voids it
          due: 5 working days
        events:
          approved: {to: replied, number: {register: 青民函, per: year, into: data.reply_number}, do: [letter reply, mail proposer]}
      replied: {final: true}
    """##

  private func loaded() throws -> LibraryLoader.Loaded {
    // The example's signing step names a field of the case that its recommendation leaves out.
    let recommendation = Self.recommendation.replacing(
      "  announced_due:", with: "  key_item: {type: bool}\n  announced_due:")
    let files = try ["classes/npc.yaml", "calendars/cn.yaml", "calendars/cn-qinghai.yaml"].map {
      try Workbench.file($0)
    }
    return LibraryLoader().load(
      files + [
        Workbench.file("recommendation.yaml", recommendation), Workbench.file("handling.yaml", Self.handling),
      ])
  }

  @Test("both examples are accepted; all that is said is that a draft is open and that the answered state has no clock")
  func examplesAreAccepted() throws {
    let loaded = try loaded()
    let found = loaded.diagnostics.filter { $0.code != "missing-label" }
    #expect(found.map { "\($0.file) \($0.code)" } == ["handling.yaml open-draft", "recommendation.yaml untimed-wait"])
    #expect(loaded.library.latest("recommendation") != nil)
    #expect(loaded.library.latest("handling") != nil)
  }

  @Test("a look-back whose event is written nowhere reopens the case where the answer left it")
  func lookBackIsCompleted() throws {
    let workflow = try #require(try loaded().library.latest("recommendation"))
    let event = try #require(workflow.state("closed")?.event("look back"))
    #expect(event.candidates.map(\.target) == ["answered"])
    #expect(event.who == ["office"])
    #expect(workflow.lookBacks.first?.span == Span(1, .years))
  }

  @Test("steps without a unit ask the roles of the workflow")
  func stepsAskRoles() throws {
    let workflow = try #require(try loaded().library.latest("handling"))
    let step = try #require(workflow.state("signing")?.approval?.steps.last)
    #expect(step.ask == [.post("legal", of: .trackUnit), .post("finance", of: .trackUnit)])
    #expect(step.need == .all && step.isParallel)
  }
}
