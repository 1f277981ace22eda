import LookbackCEL
import LookbackCore
import LookbackTime

/// A small workflow that makes the store write every table: a unique number, a clock with a reminder, a register, a
/// message, an end and a second round.
enum Matter {
  static func library() throws -> Library {
    var library = Library()
    let calendar = CalendarSource(name: "plain", version: 1, extends: nil, weekend: [6, 7], years: [:])
    library.add(try WorkCalendar(calendar, parent: nil))
    library.add(workflow)
    return library
  }

  static let definition: [UInt8] = Array(repeating: 7, count: 32)

  private static let workflow = Workflow(
    reference: WorkflowReference(name: "matter", version: 1), title: label("matter"), calendar: "plain",
    timezone: "UTC",
    fields: [
      field("number", .text(max: 20), unique: true), field("subject", .text(max: 100)),
      field("class", .text(max: 1)), field("letter", .text(max: 40)),
    ],
    roles: ["office": .post("inspector", of: .unit("office"))], clocks: [reply],
    states: [
      StateDefinition(
        name: "registered", title: label("registered"),
        events: [
          event("assign", to: "assigned"), event("note", to: nil, takes: ["subject", "number"]),
        ]),
      StateDefinition(
        name: "assigned", title: label("assigned"),
        events: [
          event(
            "send", to: nil,
            number: NumberRule(register: "函", per: .year, into: ValuePath(scope: .data, field: "letter"))),
          event("close", to: "closed"),
        ]),
      StateDefinition(
        name: "closed", title: label("closed"), isFinal: true, reopen: ["look back"],
        events: [event("look back", to: "assigned")]),
    ],
    anywhere: [], lookBacks: [], promises: [],
    back: .allowed(who: ["office"], atMost: Span(1, .weeks), needsReason: false))

  private static let reply = ClockDefinition(
    name: "reply", title: label("reply"), law: nil, term: .runs(Span(3, .months), from: .event("assign")),
    counting: .civilCode, stopsIn: ["closed"], pausesIn: [], extend: nil,
    reminders: [Reminder(direction: .before, span: Span(15, .days), tell: [.role("office")])],
    breach: Breach(mark: "overdue", tell: [.role("office")]))

  private static func label(_ text: String) -> Label { Label(english: text, chinese: nil) }

  private static func field(_ name: String, _ type: FieldType, unique: Bool = false) -> Field {
    Field(name: name, type: type, title: label(name), isRequired: false, isUnique: unique)
  }

  private static func event(
    _ name: String, to target: String?, takes: [String] = [], number: NumberRule? = nil
  ) -> EventDefinition {
    EventDefinition(
      name: name, title: label(name), trigger: .person, who: ["office"], needs: [], takes: takes,
      candidates: [Candidate(target: target, number: number)])
  }
}
