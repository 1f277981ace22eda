package import LookbackCEL
package import LookbackTime

/// A named event with its candidates, of which the first whose guards hold is taken.
@dynamicMemberLookup
package struct EventDefinition: Sendable, Hashable {
  /// What fires the event.
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
  /// What an event consists of. A copy of an event is one reference to it until one of the copies is changed.
  package struct Content: Sendable, Hashable {
    package var name: String
    package var title: Label
    package var trigger: Trigger
    package var who: [String]
    package var needs: [String]
    /// The fields that may be given with the event, beyond those it needs.
    package var takes: [String]
    package var candidates: [Candidate]
    /// The field with the cases that may send the event as a signal; nil if any case may.
    package var sender: ValuePath?
    /// Whether the event says `join: none`, so that it may leave tracks running.
    package var leavesTracks: Bool
    /// Who may date the event back; nil if the rule of the workflow holds.
    package var back: DatingBack?
  }

  private var content: Shared<Content>

  package init(
    name: String, title: Label, trigger: Trigger, who: [String], needs: [String], takes: [String] = [],
    candidates: [Candidate], sender: ValuePath? = nil, leavesTracks: Bool = false,
    back: DatingBack? = nil
  ) {
    content = Shared(
      Content(
        name: name, title: title, trigger: trigger, who: who, needs: needs, takes: takes, candidates: candidates,
        sender: sender, leavesTracks: leavesTracks, back: back))
  }

  /// Each part of the content under its own name.
  package subscript<Member>(dynamicMember member: WritableKeyPath<Content, Member>) -> Member {
    get { content.value[keyPath: member] }
    _modify { yield &content.value[keyPath: member] }
  }

  /// Whether a person fires it, rather than the engine.
  package var isForPersons: Bool {
    if case .person = self.trigger { return true }
    return false
  }

  /// Whether the event waits for no time at all, so that it is fired as soon as the state is entered.
  var isAtOnce: Bool {
    guard case .after(let span) = self.trigger else { return false }
    return span.count == 0 && span.microseconds != nil
  }

  /// Whether the event leaves the state, or enters it again, as soon as the state is entered.
  package var leavesAtOnce: Bool { isAtOnce && self.candidates.allSatisfy { $0.target != nil } }

  /// How long after the state was entered the engine fires the event; nil if it is not a timed event.
  package var wait: Span? {
    if case .after(let span) = self.trigger { return span }
    return nil
  }
}
