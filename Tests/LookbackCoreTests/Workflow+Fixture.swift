import LookbackCEL
import LookbackCore
import LookbackTime

/// A small matter with every construct the core runs: units answer, two people sign, the office looks back.
enum Fixture {
  static let moment = (try? Moment(parsing: "2019-02-01T01:00:00Z")) ?? Moment(microseconds: 0)

  static func library() throws -> Library {
    var library = Library()
    let source = CalendarSource(name: "plain", version: 1, extends: nil, weekend: [6, 7], years: [:])
    library.add(try WorkCalendar(source, parent: nil))
    library.add(try TimeZoneRules.load("Asia/Shanghai"), named: "Asia/Shanghai")
    library.add(try matter())
    library.add(try answer())
    return library
  }

  static func matter() throws -> Workflow {
    Workflow(
      reference: WorkflowReference(name: "matter", version: 1), title: label("matter"), calendar: "plain",
      timezone: "Asia/Shanghai",
      fields: [
        field("subject", .text(max: 20), required: true), field("lead", .person, required: true),
        field("units", .list(.unit)), field("class", .choice(classes)), field("announced", .date),
        field("review_due", .date), field("size", .int),
      ],
      roles: [
        "office": .post("inspector", of: .unit("government-office")),
        "proposer": .person(ValuePath(scope: .data, field: "lead")),
      ],
      clocks: [replyClock, announcedClock],
      states: [
        try StateDefinition(
          name: "registered", title: label("registered"),
          events: [
            event(
              "assign", who: ["office"], needs: ["units"], takes: ["announced"], to: "assigned",
              if: ["size(data.units) > 0"]),
            try event("grow", who: ["office"], needs: ["size"], to: nil),
          ]),
        StateDefinition(
          name: "assigned", title: label("assigned"),
          events: [
            EventDefinition(
              name: "all replied", title: label("all replied"),
              trigger: .when(try guarding("tracks.main.all(t, t.state == 'replied')")), who: [], needs: [],
              candidates: [Candidate(target: "answered")])
          ],
          tracks: [
            TrackRule(each: ValuePath(scope: .data, field: "units"), workflow: "answer", group: "main", join: .all)
          ]),
        StateDefinition(
          name: "answered", title: label("answered"), events: [try event("close", who: ["office"], to: "closed")]),
        StateDefinition(
          name: "closed", title: label("closed"), isFinal: true, reopen: ["look back"],
          events: [
            EventDefinition(
              name: "look back", title: label("look back"), trigger: .person, who: ["office"], needs: ["review_due"],
              candidates: [Candidate(target: "assigned", clear: [ValuePath(scope: .data, field: "class")])])
          ]),
      ],
      anywhere: [
        AnywhereEvent(event: try event("withdraw", who: ["proposer"], needs: ["reason"], to: "closed"), exceptIn: [])
      ],
      lookBacks: [
        LookBackRule(
          name: "class-b", condition: try guarding("data.class == 'B'"), span: Span(1, .years),
          afterEvent: "all replied", who: ["office"], event: "look back")
      ],
      promises: [])
  }

  static func answer() throws -> Workflow {
    Workflow(
      reference: WorkflowReference(name: "answer", version: 1), title: label("answer"), calendar: "plain",
      timezone: "Asia/Shanghai",
      fields: [field("text", .text(max: 1000)), field("class", .choice(classes)), field("number", .text(max: 40))],
      roles: [
        "drafter": .post("drafter", of: .trackUnit), "liaison": .post("liaison", of: .trackUnit),
      ],
      clocks: [],
      states: [
        StateDefinition(
          name: "drafting", title: label("drafting"),
          events: [
            try event("draft", who: ["drafter"], needs: ["text", "class"], to: "signing"),
            EventDefinition(
              name: "nudge", title: label("nudge"), trigger: .after(Span(2, .days)), who: [], needs: [],
              candidates: [Candidate(target: nil)]),
          ]),
        StateDefinition(
          name: "signing", title: label("signing"),
          events: [
            EventDefinition(
              name: "approved", title: label("approved"), trigger: .approval, who: [], needs: [],
              candidates: [
                Candidate(
                  target: "replied",
                  assignments: [
                    Assignment(path: ValuePath(scope: .case, field: "class"), value: try guarding("data.class"))
                  ],
                  number: NumberRule(
                    register: "{document code}函", per: .year, into: ValuePath(scope: .data, field: "number")),
                  effects: [.letter("reply"), .mail(.role("liaison"))])
              ]),
            try event("edit", who: ["drafter"], needs: ["text"], to: nil),
          ],
          approval: ApprovalRule(
            steps: [
              ApprovalRule.Step(
                ask: [.post("checker", of: .trackUnit)], need: .count(1), isParallel: false, condition: nil),
              ApprovalRule.Step(
                ask: [.post("legal", of: .trackUnit), .post("finance", of: .trackUnit)], need: .all, isParallel: true,
                condition: nil),
            ],
            neverActorOf: ["draft"], refusal: "drafting", binds: ValuePath(scope: .data, field: "text"),
            due: Span(5, .workingDays))),
        StateDefinition(name: "replied", title: label("replied"), isFinal: true),
      ],
      anywhere: [], lookBacks: [], promises: [])
  }

  private static let classes = ClassScheme(
    name: "npc", version: 1, classes: ["A", "B", "C", "D"].map { ClassScheme.Class(code: $0, title: label($0)) })

  private static let replyClock = ClockDefinition(
    name: "reply", title: label("reply"), law: "代表法 第四十二条",
    term: .runs(Span(3, .months), from: .event("assign")), counting: .civilCode, stopsIn: ["answered"], pausesIn: [],
    extend: ExtendRule(amount: .to(Span(6, .months)), atMost: 1, who: ["office"], needs: ["reason"]),
    reminders: [
      Reminder(direction: .before, span: Span(15, .workingDays), tell: [.tracks(workflow: "answer", role: "liaison")])
    ],
    breach: Breach(mark: "overdue", tell: [.role("office")]))

  private static let announcedClock = ClockDefinition(
    name: "announced", title: label("announced"), law: nil, term: .at(ValuePath(scope: .data, field: "announced")),
    counting: .announced, stopsIn: ["answered"], pausesIn: [], extend: nil, reminders: [], breach: nil)

  static func label(_ text: String) -> Label { Label(english: text, chinese: nil) }

  static func field(_ name: String, _ type: FieldType, required: Bool = false) -> Field {
    Field(name: name, type: type, title: label(name), isRequired: required, isUnique: false)
  }

  static func guarding(_ source: String) throws -> Guard {
    let names: [String: ValueType] = ["data": .dynamic, "case": .dynamic, "track": .dynamic, "tracks": .dynamic]
    return try Guard(source, declarations: Declarations(names: names, functions: [:]))
  }

  static func event(
    _ name: String, who: [String], needs: [String] = [], takes: [String] = [], to target: String?,
    if conditions: [String] = []
  ) throws -> EventDefinition {
    let guards = try conditions.map { GuardRule(condition: try guarding($0), otherwise: label("name a unit")) }
    return EventDefinition(
      name: name, title: label(name), trigger: .person, who: who, needs: needs, takes: takes,
      candidates: [Candidate(guards: guards, target: target)])
  }
}

extension Actor {
  static let office = Actor.person(code: "liu", posts: [Post(name: "inspector", unit: "government-office")])
  static let proposer = Actor.person(code: "xue", posts: [])

  static func holder(_ post: String, of unit: String, code: String? = nil) -> Actor {
    .person(code: code ?? "\(unit).\(post)", posts: [Post(name: post, unit: unit)])
  }
}
