package struct StateDefinition: Sendable, Hashable {
  package var name: String
  package var title: Label
  package var isFinal: Bool
  /// Events that may leave a final state.
  package var reopen: [String]
  /// Roles that may fire the events which name nobody themselves.
  package var who: [String]
  package var events: [EventDefinition]
  package var tracks: [TrackRule]
  package var approval: ApprovalRule?
  package var waitsWithoutLimit: Bool

  package init(
    name: String, title: Label, isFinal: Bool = false, reopen: [String] = [], who: [String] = [],
    events: [EventDefinition] = [], tracks: [TrackRule] = [], approval: ApprovalRule? = nil,
    waitsWithoutLimit: Bool = false
  ) {
    self.name = name
    self.title = title
    self.isFinal = isFinal
    self.reopen = reopen
    self.who = who
    self.events = events
    self.tracks = tracks
    self.approval = approval
    self.waitsWithoutLimit = waitsWithoutLimit
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
