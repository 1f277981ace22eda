/// A state, with what can happen in it.
package struct StateDefinition: Sendable, Hashable {
  package var name: String
  package var title: Label
  package var isFinal: Bool
  /// The events that may leave the state although it is final.
  package var reopen: [String]
  /// The roles that may fire those events which name no role themselves.
  package var who: [String]
  package var events: [EventDefinition]
  package var tracks: [TrackRule]
  package var approval: ApprovalRule?
  /// Whether the state says that a case may wait in it for ever.
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

  /// Returns the roles that may fire this event of the state.
  package func roles(of event: EventDefinition) -> [String] { event.who.isEmpty ? who : event.who }

  /// The roles that may fire one of its events, each once.
  var roles: [String] {
    var found: [String] = []
    for event in events where event.isForPersons {
      for role in roles(of: event) where !found.contains(role) { found.append(role) }
    }
    return found
  }
}
