/// One version of a definition, ready to run: names resolved, guards compiled, never changed again.
package struct Workflow: Sendable, Hashable {
  package var reference: WorkflowReference
  package var title: Label
  /// The name of a calendar in the library.
  package var calendar: String
  /// An identifier of the tz database.
  package var timezone: String
  package var fields: [Field]
  package var roles: [String: Role]
  /// What people call the roles.
  package var roleTitles: [String: Label]
  package var clocks: [ClockDefinition]
  /// In the order of the file; the first is where a case or track begins.
  package var states: [StateDefinition]
  /// Events that can be fired in any state but those they except.
  package var anywhere: [AnywhereEvent]
  package var lookBacks: [LookBackRule]
  package var promises: [String]
  /// Which running cases of older versions may go on with this one, and how; nil: none.
  package var moves: Moves?
  /// Who may open a case, and with what; nil lets those who act in the first state open one, with every field.
  package var opening: OpeningRule?
  /// What its statistics count; nil: what can be told without being named.
  package var counts: CountRule?
  /// Who may date back what is done, where an event does not say otherwise.
  package var back: DatingBack
  /// Whether what an administrator puts right in a case waits for a second one.
  package var isMendedByTwo: Bool

  package init(
    reference: WorkflowReference, title: Label, calendar: String, timezone: String, fields: [Field],
    roles: [String: Role], clocks: [ClockDefinition], states: [StateDefinition], anywhere: [AnywhereEvent],
    lookBacks: [LookBackRule], promises: [String],
    roleTitles: [String: Label] = [:], moves: Moves? = nil, opening: OpeningRule? = nil, counts: CountRule? = nil,
    back: DatingBack = .never, isMendedByTwo: Bool = false
  ) {
    self.reference = reference
    self.title = title
    self.calendar = calendar
    self.timezone = timezone
    self.fields = fields
    self.roles = roles
    self.roleTitles = roleTitles
    self.clocks = clocks
    self.states = states
    self.anywhere = anywhere
    self.lookBacks = lookBacks
    self.promises = promises
    self.moves = moves
    self.opening = opening
    self.counts = counts
    self.back = back
    self.isMendedByTwo = isMendedByTwo
  }

  package func state(_ name: String) -> StateDefinition? { states.first { $0.name == name } }
  package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
  package func clock(_ name: String) -> ClockDefinition? { clocks.first { $0.name == name } }
}
