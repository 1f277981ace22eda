import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackTools
import SeededTesting
import Testing

@Suite("Two versions are compared in sentences, and nothing is left out")
struct DifferenceTests {
  /// Both definitions of the fixture; the first also says what may be left out, so that it is there to change.
  private static func definitions() throws -> [Workflow] {
    var matter = try Fixture.matter()
    matter.moves = Moves(from: [0], clocks: ["reply": .recompute])
    matter.opening = OpeningRule(who: ["office"], takes: ["size"])
    matter.counts = CountRule(onTime: ["reply"], answers: ["all replied"], apart: ["withdraw"])
    return [matter, try Fixture.answer(), try Fixture.matter()]
  }

  @Test("a version is no different from itself")
  func same() throws {
    for workflow in try Self.definitions() { #expect(workflow.differences(to: workflow) == []) }
  }

  @Test("any single change is told, both ways and in both languages", arguments: 0..<40)
  func single(round: UInt64) throws {
    let definitions = try Self.definitions()
    for seed in round * 100..<round * 100 + 100 {
      let workflow = definitions[Int(seed % 3)]
      var mutation = DefinitionMutation(seed: seed)
      guard let (changed, part) = mutation.applied(to: workflow) else { continue }
      let (there, back) = (workflow.differences(to: changed), changed.differences(to: workflow))
      #expect(!there.isEmpty, "seed \(seed): a change of a \(part) is not told")
      #expect(!back.isEmpty, "seed \(seed): a change of a \(part) is not told backwards")
      for one in there {
        let (english, chinese) = (one.text(in: .english), one.text(in: .chinese))
        #expect(!english.isEmpty && chinese.unicodeScalars.contains { $0.value > 0x2FFF }, "\(english) | \(chinese)")
      }
    }
  }

  @Test("the changes come to every part of a definition")
  func coverage() throws {
    var seen: Set<FacetSubject.Kind> = []
    for seed: UInt64 in 0..<2_000 {
      var mutation = DefinitionMutation(seed: seed)
      let workflow = try Self.definitions()[Int(seed % 3)]
      guard let (changed, _) = mutation.applied(to: workflow) else { continue }
      seen.formUnion(workflow.differences(to: changed).map(\.subject.kind))
    }
    #expect(seen == Set(FacetSubject.Kind.allCases))
  }

  /// What each type of a definition holds. A property that is added here must be told by `WorkflowFacets`, too, and be
  /// changed by `DefinitionMutation`.
  @Test("no type of a definition holds more than the comparison knows")
  func properties() throws {
    let matter = try Fixture.matter()
    let state = try #require(matter.states.first)
    let event = try #require(state.events.first)
    let clock = try #require(matter.clocks.first)
    let approval = try #require(Fixture.answer().states.compactMap(\.approval).first)
    let known: [(Any, Set<String>)] = [
      (
        matter,
        [
          "reference", "title", "calendar", "timezone", "fields", "roles", "roleTitles", "clocks", "states", "anywhere",
          "lookBacks", "promises", "moves", "opening", "counts", "back", "visibility",
          "isMendedByTwo",
        ]
      ),
      (matter.fields[0], ["name", "type", "title", "isRequired", "isUnique"]),
      (
        clock,
        [
          "name", "title", "law", "term", "counting", "stopsIn", "pausesIn", "pausesOn", "resumesOn", "correct",
          "extend",
          "reminders", "breach",
        ]
      ),
      (clock.counting, ["start", "last", "end", "pauses", "cutOff"]),
      (try #require(clock.extend), ["amount", "cap", "atMost", "who", "needs", "ask"]),
      (CorrectRule(who: [], needs: []), ["who", "needs"]),
      (clock.reminders[0], ["direction", "span", "ladder", "tell"]),
      (try #require(clock.breach), ["mark", "tell", "effects"]),
      (
        state,
        ["name", "title", "isFinal", "reopen", "who", "events", "tracks", "approval", "waitsWithoutLimit"]
      ),
      (event, ["name", "title", "trigger", "who", "needs", "takes", "candidates", "sender", "leavesTracks", "back"]),
      (event.candidates[0], ["guards", "target", "assignments", "clear", "number", "effects", "awaits"]),
      (event.candidates[0].guards[0], ["condition", "otherwise"]),
      (approval, ["steps", "neverActorOf", "refusal", "binds", "due", "reminders", "breach"]),
      (approval.steps[0], ["name", "title", "ask", "need", "isParallel", "condition", "refusal"]),
      (matter.states[1].tracks[0], ["each", "workflow", "group", "join"]),
      (matter.anywhere[0], ["event", "exceptIn"]),
      (
        matter.lookBacks[0],
        ["name", "title", "condition", "span", "afterEvent", "who", "event", "reminders"]
      ),
      (Law("Act").versions[0], ["article", "from", "until"]),
      (OpeningRule(who: []), ["who", "takes", "guards"]),
      (Visibility(), ["cases", "fields"]),
      (Visibility.Rule(who: []), ["who", "states"]),
      (CountRule(), ["onTime", "answers", "apart"]),
      (Moves(from: []), ["from", "states", "clocks", "data", "clear"]),
    ]
    for (value, names) in known {
      #expect(Self.labels(of: value) == names, "\(type(of: value))")
    }
  }

  /// The names of what a value holds, behind its one reference too.
  private static func labels(of value: Any) -> Set<String> {
    Mirror(reflecting: value).children.reduce(into: []) { labels, child in
      guard child.label == "content", let shared = Mirror(reflecting: child.value).children.first?.value,
        let content = Mirror(reflecting: shared).children.first?.value
      else { return labels.formUnion([child.label].compactMap { $0 }) }
      labels.formUnion(Self.labels(of: content))
    }
  }

  struct Sentence: CustomStringConvertible, Sendable {
    let description: String
    let change: @Sendable (inout Workflow) -> Void
    let english: [String]
    let chinese: [String]
  }

  static let sentences: [Sentence] = [
    Sentence(
      description: "a term", change: { $0.clocks[0].term = .runs(Span(4, .months), from: .event("assign")) },
      english: ["clock reply: runs 3 → 4 months"], chinese: ["期限 reply：期长 3个月 → 4个月"]),
    Sentence(
      description: "another unit of time",
      change: { $0.clocks[0].term = .runs(Span(25, .workingDays), from: .event("assign")) },
      english: ["clock reply: runs 3 months → 25 working days"], chinese: ["期限 reply：期长 3个月 → 25个工作日"]),
    Sentence(
      description: "a clock that is gone", change: { $0.clocks.remove(at: 1) }, english: ["clock announced is gone"],
      chinese: ["删去期限 announced"]),
    Sentence(
      description: "who", change: { $0.states[2].events[0].who = ["office", "proposer"] },
      english: ["event close in answered: who office → office, proposer"],
      chinese: ["状态 answered 的事项 close：办理人 office → office, proposer"]),
    Sentence(
      description: "a new field",
      change: {
        $0.fields.append(
          Field(
            name: "extra", type: .bool, title: Label(english: "extra", chinese: "附加"), isRequired: false,
            isUnique: false))
      }, english: ["field extra is new"], chinese: ["新增字段 附加（extra）"]),
    Sentence(
      description: "who may send a signal",
      change: { $0.states[2].events[0].sender = ValuePath(scope: .data, field: "related") },
      english: ["event close in answered: signal from none → data.related"],
      chinese: ["状态 answered 的事项 close：信号来自 无 → data.related"]),
    Sentence(
      description: "an article that holds from a day on",
      change: { $0.clocks[0].law?.versions[0].from = CivilDate(days: 16_801) },
      english: ["clock reply: law 代表法 第四十二条 → 代表法 第四十二条 (2016-01-01–)"],
      chinese: ["期限 reply：法条 代表法 第四十二条 → 代表法 第四十二条 (2016-01-01–)"]),
    Sentence(
      description: "what is counted", change: { $0.counts = CountRule(answers: ["all replied"]) },
      english: ["statistics is new"], chinese: ["新增统计"]),
    Sentence(
      description: "who may date back",
      change: {
        $0.back = .allowed(who: ["office", "head"], atMost: Span(10, .workingDays), needsReason: true)
        $0.states[0].events[0].back = .never
      },
      english: [
        "workflow matter: dated back none → by office, head, at most 10 working days, with a reason",
        "event assign in registered: dated back none → never",
      ],
      chinese: [
        "流程 matter：补记 无 → 由 office, head，最多 10个工作日，须有理由", "状态 registered 的事项 assign：补记 无 → 不得补记",
      ]),
    Sentence(
      description: "where it begins", change: { $0.states.swapAt(0, 1) },
      english: [
        "workflow matter: begins in registered → assigned",
        "order of the states: registered, assigned, answered, closed → assigned, registered, answered, closed",
      ],
      chinese: [
        "流程 matter：起始状态 registered → assigned",
        "状态的顺序：registered、assigned、answered、closed → assigned、registered、answered、closed",
      ]),
    Sentence(
      description: "a state that is called otherwise",
      change: {
        $0.reference = WorkflowReference(name: "matter", version: 2)
        $0.states[2].name = "replied"
        $0.states[1].events[0].candidates[0].target = "replied"
        for index in $0.clocks.indices { $0.clocks[index].stopsIn = ["replied"] }
        $0.moves = Moves(from: [1], states: ["answered": "replied"])
      },
      english: ["state replied was called answered", "workflow matter: version 1 → 2", "moves is new"],
      chinese: ["状态 replied：原名 answered", "流程 matter：版本 1 → 2", "新增版本转换"]),
  ]

  @Test("each difference is one sentence", arguments: sentences)
  func texts(_ sentence: Sentence) throws {
    let before = try Fixture.matter()
    var after = before
    sentence.change(&after)
    let differences = before.differences(to: after)
    #expect(differences.map { $0.text(in: .english) } == sentence.english)
    #expect(differences.map { $0.text(in: .chinese) } == sentence.chinese)
  }
}
