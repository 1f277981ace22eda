/// A state, with what can happen in it.
@dynamicMemberLookup
package struct StateDefinition: Sendable, Hashable {
  /// What a state consists of. A copy of a state is one reference to it until one of the copies is changed.
  package struct Content: Sendable, Hashable {
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
  }

  private var content: Shared<Content>

  package init(
    name: String, title: Label, isFinal: Bool = false, reopen: [String] = [], who: [String] = [],
    events: [EventDefinition] = [], tracks: [TrackRule] = [], approval: ApprovalRule? = nil,
    waitsWithoutLimit: Bool = false
  ) {
    content = Shared(
      Content(
        name: name, title: title, isFinal: isFinal, reopen: reopen, who: who, events: events, tracks: tracks,
        approval: approval, waitsWithoutLimit: waitsWithoutLimit))
  }

  /// Each part of the content under its own name.
  package subscript<Member>(dynamicMember member: WritableKeyPath<Content, Member>) -> Member {
    get { content.value[keyPath: member] }
    _modify { yield &content.value[keyPath: member] }
  }

  package func event(_ name: String) -> EventDefinition? { self.events.first { $0.name == name } }

  /// Returns the roles that may fire this event of the state.
  package func roles(of event: EventDefinition) -> [String] { event.who.isEmpty ? self.who : event.who }

  /// The roles that may fire one of its events, each once.
  var roles: [String] {
    var found: [String] = []
    for event in self.events where event.isForPersons {
      for role in roles(of: event) where !found.contains(role) { found.append(role) }
    }
    return found
  }
}
