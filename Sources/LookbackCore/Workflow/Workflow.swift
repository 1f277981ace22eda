/// One version of a workflow, ready to run: names are resolved and guards compiled. It never changes.
@dynamicMemberLookup
package struct Workflow: Sendable, Hashable {
  /// What a version consists of. A copy of a workflow is one reference to it until one of the copies is changed.
  package struct Content: Sendable, Hashable {
    package var reference: WorkflowReference
    package var title: Label
    /// The name of its calendar in the library.
    package var calendar: String
    /// The identifier of its time zone in the tz database.
    package var timezone: String
    package var fields: [Field]
    package var roles: [String: Role]
    /// The titles of the roles, by their names.
    package var roleTitles: [String: Label]
    package var clocks: [ClockDefinition]
    /// The states in the order of the file. A case or track begins in the first.
    package var states: [StateDefinition]
    /// The events that can be fired in any state but those that they except.
    package var anywhere: [AnywhereEvent]
    package var lookBacks: [LookBackRule]
    /// The promises that the checker proves, as they are written.
    package var promises: [String]
    /// Which running cases of older versions may go on with this one, and how; nil if none may.
    package var moves: Moves?
    /// Who may open a case, and with what. With nil, those who act in the first state may, with every field.
    package var opening: OpeningRule?
    /// What its statistics count; nil if nothing is named, so that the final states tell it.
    package var counts: CountRule?
    /// Who may date an event back if the event does not say so itself.
    package var back: DatingBack
    /// Who may see its cases and their fields.
    package var visibility: Visibility
    /// Whether a correction by an administrator waits for a second one.
    package var isMendedByTwo: Bool
  }

  private var content: Shared<Content>

  package init(
    reference: WorkflowReference, title: Label, calendar: String, timezone: String, fields: [Field],
    roles: [String: Role], clocks: [ClockDefinition], states: [StateDefinition], anywhere: [AnywhereEvent],
    lookBacks: [LookBackRule], promises: [String],
    roleTitles: [String: Label] = [:], moves: Moves? = nil, opening: OpeningRule? = nil, counts: CountRule? = nil,
    back: DatingBack = .never, visibility: Visibility = Visibility(), isMendedByTwo: Bool = false
  ) {
    content = Shared(
      Content(
        reference: reference, title: title, calendar: calendar, timezone: timezone, fields: fields, roles: roles,
        roleTitles: roleTitles, clocks: clocks, states: states, anywhere: anywhere, lookBacks: lookBacks,
        promises: promises, moves: moves, opening: opening, counts: counts, back: back, visibility: visibility,
        isMendedByTwo: isMendedByTwo))
  }

  /// Each part of the content under its own name.
  package subscript<Member>(dynamicMember member: WritableKeyPath<Content, Member>) -> Member {
    get { content.value[keyPath: member] }
    _modify { yield &content.value[keyPath: member] }
  }

  package func state(_ name: String) -> StateDefinition? { self.states.first { $0.name == name } }
  package func field(_ name: String) -> Field? { self.fields.first { $0.name == name } }
  package func clock(_ name: String) -> ClockDefinition? { self.clocks.first { $0.name == name } }
}
