package import LookbackCEL
package import LookbackTime

package struct StateDefinition: Sendable, Hashable {
  private struct Parts: Sendable, Hashable {
    var name: String
    var title: Label
    var isFinal: Bool
    var reopen: [String]
    var who: [String]
    var events: [EventDefinition]
    var tracks: [TrackRule]
    var approval: ApprovalRule?
    var waitsWithoutLimit: Bool
  }

  private var parts: Shared<Parts>

  package var name: String {
    get { parts.value.name }
    set { parts.value.name = newValue }
  }
  package var title: Label {
    get { parts.value.title }
    set { parts.value.title = newValue }
  }
  package var isFinal: Bool {
    get { parts.value.isFinal }
    set { parts.value.isFinal = newValue }
  }
  /// Events that may leave a final state.
  package var reopen: [String] {
    get { parts.value.reopen }
    set { parts.value.reopen = newValue }
  }
  /// Roles that may fire the events which name nobody themselves.
  package var who: [String] {
    get { parts.value.who }
    set { parts.value.who = newValue }
  }
  package var events: [EventDefinition] {
    get { parts.value.events }
    set { parts.value.events = newValue }
  }
  package var tracks: [TrackRule] {
    get { parts.value.tracks }
    set { parts.value.tracks = newValue }
  }
  package var approval: ApprovalRule? {
    get { parts.value.approval }
    set { parts.value.approval = newValue }
  }
  package var waitsWithoutLimit: Bool {
    get { parts.value.waitsWithoutLimit }
    set { parts.value.waitsWithoutLimit = newValue }
  }

  package init(
    name: String, title: Label, isFinal: Bool = false, reopen: [String] = [], who: [String] = [],
    events: [EventDefinition] = [], tracks: [TrackRule] = [], approval: ApprovalRule? = nil,
    waitsWithoutLimit: Bool = false
  ) {
    parts = Shared(
      Parts(
        name: name, title: title, isFinal: isFinal, reopen: reopen, who: who, events: events, tracks: tracks,
        approval: approval, waitsWithoutLimit: waitsWithoutLimit))
  }

  package func event(_ name: String) -> EventDefinition? { events.first { $0.name == name } }

  /// Roles that may fire this event of the state.
  package func roles(of event: EventDefinition) -> [String] { event.who.isEmpty ? who : event.who }

  /// Roles that may fire one of its events, each once.
  var roles: [String] {
    var found: [String] = []
    for event in events where event.isForPersons {
      for role in roles(of: event) where !found.contains(role) { found.append(role) }
    }
    return found
  }
}

/// A named event and the transitions it may take: the first candidate whose guards hold.
package struct EventDefinition: Sendable, Hashable {
  package enum Trigger: Sendable, Hashable {
    /// A person fires it.
    case person
    /// The engine fires it as soon as this holds.
    case when(Guard)
    /// The engine fires it this long after the state was entered.
    case after(Span)
    /// The engine fires it when the state's approval is complete.
    case approval
    /// The engine fires it when another case sends the signal of this name.
    case signal
  }
  private struct Parts: Sendable, Hashable {
    var name: String
    var title: Label
    var trigger: Trigger
    var who: [String]
    var needs: [String]
    var takes: [String]
    var candidates: [Candidate]
    var sender: ValuePath?
    var leavesTracks: Bool
    var back: DatingBack?
  }

  private var parts: Shared<Parts>

  package var name: String {
    get { parts.value.name }
    set { parts.value.name = newValue }
  }
  package var title: Label {
    get { parts.value.title }
    set { parts.value.title = newValue }
  }
  package var trigger: Trigger {
    get { parts.value.trigger }
    set { parts.value.trigger = newValue }
  }
  package var who: [String] {
    get { parts.value.who }
    set { parts.value.who = newValue }
  }
  package var needs: [String] {
    get { parts.value.needs }
    set { parts.value.needs = newValue }
  }
  /// Fields that may be given with the event, beyond those it needs.
  package var takes: [String] {
    get { parts.value.takes }
    set { parts.value.takes = newValue }
  }
  package var candidates: [Candidate] {
    get { parts.value.candidates }
    set { parts.value.candidates = newValue }
  }
  /// The field that names the cases which may send it as a signal; nil: any case may.
  package var sender: ValuePath? {
    get { parts.value.sender }
    set { parts.value.sender = newValue }
  }
  /// It says `join: none`: whoever wrote it knows that tracks may be left running.
  package var leavesTracks: Bool {
    get { parts.value.leavesTracks }
    set { parts.value.leavesTracks = newValue }
  }
  /// Who may date it back; nil: whom the workflow lets.
  package var back: DatingBack? {
    get { parts.value.back }
    set { parts.value.back = newValue }
  }

  package init(
    name: String, title: Label, trigger: Trigger, who: [String], needs: [String], takes: [String] = [],
    candidates: [Candidate], sender: ValuePath? = nil, leavesTracks: Bool = false,
    back: DatingBack? = nil
  ) {
    parts = Shared(
      Parts(
        name: name, title: title, trigger: trigger, who: who, needs: needs, takes: takes, candidates: candidates,
        sender: sender, leavesTracks: leavesTracks, back: back))
  }

  /// Whether a person fires it, rather than the engine.
  package var isForPersons: Bool {
    if case .person = parts.value.trigger { return true }
    return false
  }

  /// Whether it waits no time at all: then it is fired as soon as the state is entered.
  var isAtOnce: Bool {
    guard case .after(let span) = parts.value.trigger else { return false }
    return span.count == 0 && span.microseconds != nil
  }

  /// Whether it leaves the state, or enters it anew, as soon as that is entered.
  package var leavesAtOnce: Bool { isAtOnce && candidates.allSatisfy { $0.target != nil } }

  /// How long after the state was entered the engine fires it; nil if it does not wait.
  package var wait: Span? {
    if case .after(let span) = parts.value.trigger { return span }
    return nil
  }
}

/// One way an event can go.
package struct Candidate: Sendable, Hashable {
  private struct Parts: Sendable, Hashable {
    var guards: [GuardRule]
    var target: String?
    var assignments: [Assignment]
    var clear: [ValuePath]
    var number: NumberRule?
    var effects: [Effect]
    var awaits: [String]
  }

  private var parts: Shared<Parts>

  package var guards: [GuardRule] {
    get { parts.value.guards }
    set { parts.value.guards = newValue }
  }
  /// Nil: the track stays in its state without leaving and entering it.
  package var target: String? {
    get { parts.value.target }
    set { parts.value.target = newValue }
  }
  package var assignments: [Assignment] {
    get { parts.value.assignments }
    set { parts.value.assignments = newValue }
  }
  package var clear: [ValuePath] {
    get { parts.value.clear }
    set { parts.value.clear = newValue }
  }
  package var number: NumberRule? {
    get { parts.value.number }
    set { parts.value.number = newValue }
  }
  package var effects: [Effect] {
    get { parts.value.effects }
    set { parts.value.effects = newValue }
  }
  /// Groups of tracks that must have ended before it can be taken.
  package var awaits: [String] {
    get { parts.value.awaits }
    set { parts.value.awaits = newValue }
  }

  package init(
    guards: [GuardRule] = [], target: String?, assignments: [Assignment] = [], clear: [ValuePath] = [],
    number: NumberRule? = nil, effects: [Effect] = [], awaits: [String] = []
  ) {
    parts = Shared(
      Parts(
        guards: guards, target: target, assignments: assignments, clear: clear, number: number, effects: effects,
        awaits: awaits))
  }
}

package struct GuardRule: Sendable, Hashable {
  package var condition: Guard
  /// Says what to do when the guard does not hold.
  package var otherwise: Label
  package init(condition: Guard, otherwise: Label) {
    self.condition = condition
    self.otherwise = otherwise
  }
}

package struct Assignment: Sendable, Hashable {
  package var path: ValuePath
  package var value: Guard
  package init(path: ValuePath, value: Guard) {
    self.path = path
    self.value = value
  }
}

/// A gap-free number drawn when the transition commits.
package struct NumberRule: Sendable, Hashable {
  package enum Period: String, Sendable, Hashable { case year, ever }
  /// The register's name, such as `青民函`; `{document code}` stands for the letter code of the track's unit.
  package var register: String
  package var per: Period
  package var into: ValuePath
  package init(register: String, per: Period, into: ValuePath) {
    self.register = register
    self.per = per
    self.into = into
  }
}

/// What a transition asks of the world; it leaves through the outbox and cannot fail the event.
package enum Effect: Sendable, Hashable {
  case mail(Recipient)
  /// A letter made from the named template.
  case letter(String)
  /// Fires an event of the cases in a field.
  case signal(event: String, to: ValuePath)
  /// A call of the named web address of the installation.
  case webhook(String)
}

/// Opens one track for each element of a list when the state is entered, and for each that is added while it lasts;
/// the track of an element that is taken out of the list ends.
package struct TrackRule: Sendable, Hashable {
  /// Whether the events that leave the state wait for these tracks.
  package enum Join: String, Sendable, Hashable { case all, none }
  package var each: ValuePath
  package var workflow: String
  /// The name under which guards see these tracks: `tracks.main`.
  package var group: String
  package var join: Join
  package init(each: ValuePath, workflow: String, group: String, join: Join) {
    self.each = each
    self.workflow = workflow
    self.group = group
    self.join = join
  }
}

/// Fired from every state but those it excepts, final states included in the exception by default.
package struct AnywhereEvent: Sendable, Hashable {
  package var event: EventDefinition
  package var exceptIn: [String]
  package init(event: EventDefinition, exceptIn: [String]) {
    self.event = event
    self.exceptIn = exceptIn
  }
}

/// Brings a finished case back before somebody's eyes when its time has come.
package struct LookBackRule: Sendable, Hashable {
  /// Around the day on which it is due, while nobody has looked back yet.
  package var reminders: [Reminder]
  package var name: String
  package var title: Label
  package var condition: Guard?
  package var span: Span
  package var afterEvent: String
  package var who: [String]
  /// The event that the office then fires.
  package var event: String
  package init(
    name: String, title: Label = Label(english: nil, chinese: nil), condition: Guard?, span: Span, afterEvent: String,
    who: [String], event: String, reminders: [Reminder] = []
  ) {
    self.reminders = reminders
    self.name = name
    self.title = title
    self.condition = condition
    self.span = span
    self.afterEvent = afterEvent
    self.who = who
    self.event = event
  }
}
