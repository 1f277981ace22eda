/// One version of a definition, ready to run: names resolved, guards compiled, never changed again.
package struct Workflow: Sendable, Hashable {
  private struct Parts: Sendable, Hashable {
    var reference: WorkflowReference
    var title: Label
    var calendar: String
    var timezone: String
    var fields: [Field]
    var roles: [String: Role]
    var roleTitles: [String: Label]
    var clocks: [ClockDefinition]
    var states: [StateDefinition]
    var anywhere: [AnywhereEvent]
    var lookBacks: [LookBackRule]
    var promises: [String]
    var moves: Moves?
    var opening: OpeningRule?
    var counts: CountRule?
    var back: DatingBack
    var isMendedByTwo: Bool
  }

  private var parts: Shared<Parts>

  package var reference: WorkflowReference {
    get { parts.value.reference }
    set { parts.value.reference = newValue }
  }
  package var title: Label {
    get { parts.value.title }
    set { parts.value.title = newValue }
  }
  /// The name of a calendar in the library.
  package var calendar: String {
    get { parts.value.calendar }
    set { parts.value.calendar = newValue }
  }
  /// An identifier of the tz database.
  package var timezone: String {
    get { parts.value.timezone }
    set { parts.value.timezone = newValue }
  }
  package var fields: [Field] {
    get { parts.value.fields }
    set { parts.value.fields = newValue }
  }
  package var roles: [String: Role] {
    get { parts.value.roles }
    set { parts.value.roles = newValue }
  }
  /// What people call the roles.
  package var roleTitles: [String: Label] {
    get { parts.value.roleTitles }
    set { parts.value.roleTitles = newValue }
  }
  package var clocks: [ClockDefinition] {
    get { parts.value.clocks }
    set { parts.value.clocks = newValue }
  }
  /// In the order of the file; the first is where a case or track begins.
  package var states: [StateDefinition] {
    get { parts.value.states }
    set { parts.value.states = newValue }
  }
  /// Events that can be fired in any state but those they except.
  package var anywhere: [AnywhereEvent] {
    get { parts.value.anywhere }
    set { parts.value.anywhere = newValue }
  }
  package var lookBacks: [LookBackRule] {
    get { parts.value.lookBacks }
    set { parts.value.lookBacks = newValue }
  }
  package var promises: [String] {
    get { parts.value.promises }
    set { parts.value.promises = newValue }
  }
  /// Which running cases of older versions may go on with this one, and how; nil: none.
  package var moves: Moves? {
    get { parts.value.moves }
    set { parts.value.moves = newValue }
  }
  /// Who may open a case, and with what; nil: whoever acts in the first state, with every field.
  package var opening: OpeningRule? {
    get { parts.value.opening }
    set { parts.value.opening = newValue }
  }
  /// What its statistics count; nil: what can be told without being named.
  package var counts: CountRule? {
    get { parts.value.counts }
    set { parts.value.counts = newValue }
  }
  /// Who may date back what is done, where an event does not say otherwise.
  package var back: DatingBack {
    get { parts.value.back }
    set { parts.value.back = newValue }
  }
  /// Whether what an administrator puts right in a case waits for a second one.
  package var isMendedByTwo: Bool {
    get { parts.value.isMendedByTwo }
    set { parts.value.isMendedByTwo = newValue }
  }

  package init(
    reference: WorkflowReference, title: Label, calendar: String, timezone: String, fields: [Field],
    roles: [String: Role], clocks: [ClockDefinition], states: [StateDefinition], anywhere: [AnywhereEvent],
    lookBacks: [LookBackRule], promises: [String],
    roleTitles: [String: Label] = [:], moves: Moves? = nil, opening: OpeningRule? = nil, counts: CountRule? = nil,
    back: DatingBack = .never, isMendedByTwo: Bool = false
  ) {
    parts = Shared(
      Parts(
        reference: reference, title: title, calendar: calendar, timezone: timezone, fields: fields, roles: roles,
        roleTitles: roleTitles, clocks: clocks, states: states, anywhere: anywhere, lookBacks: lookBacks,
        promises: promises, moves: moves, opening: opening, counts: counts, back: back,
        isMendedByTwo: isMendedByTwo))
  }

  package func state(_ name: String) -> StateDefinition? { states.first { $0.name == name } }
  package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
  package func clock(_ name: String) -> ClockDefinition? { clocks.first { $0.name == name } }
}
