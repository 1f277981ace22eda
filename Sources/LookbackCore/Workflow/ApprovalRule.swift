package import LookbackCEL
package import LookbackTime

/// The rule that says who must agree before a state can be left by its `approved` event.
package struct ApprovalRule: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package enum Need: Sendable, Hashable {
      case count(Int)
      case all
    }
    /// The name by which refusals and people refer to the step; nil if it has none.
    package var name: String?
    package var title: Label
    /// The roles that are asked.
    package var ask: [Role]
    /// How many of those who are asked must agree.
    package var need: Need
    package var isParallel: Bool
    /// The step is asked only if this holds when the approval opens; nil if it is always asked.
    package var condition: Guard?
    /// What a refusal at this step does; nil means the approval's `refusal`.
    package var refusal: Refusal?
    package init(
      ask: [Role], need: Need, isParallel: Bool, condition: Guard?, name: String? = nil,
      title: Label = Label(english: nil, chinese: nil), refusal: Refusal? = nil
    ) {
      self.name = name
      self.title = title
      self.refusal = refusal
      self.ask = ask
      self.need = need
      self.isParallel = isParallel
      self.condition = condition
    }
  }
  /// What one refusal does.
  package enum Refusal: Sendable, Hashable {
    /// The track enters this state, and the approval ends.
    case state(String)
    /// The decisions from this step on are asked for again.
    case step(Int)
  }
  package var steps: [Step]
  /// Events of the track. A person who fired one of them may not decide (four eyes).
  package var neverActorOf: [String]
  /// The state that the track enters after a refusal.
  package var refusal: String
  /// The value about which is decided; a change of it voids the decisions. Nil if there is none.
  package var binds: ValuePath?
  /// How long the approval may take; nil if there is no limit.
  package var due: Span?
  /// The reminders before and after the day on which `due` is over.
  package var reminders: [Reminder]
  /// What happens when `due` is over, besides the reminder of those who are still asked; nil if nothing does.
  package var breach: Breach?
  package init(
    steps: [Step], neverActorOf: [String], refusal: String, binds: ValuePath?, due: Span?,
    reminders: [Reminder] = [], breach: Breach? = nil
  ) {
    self.reminders = reminders
    self.breach = breach
    self.steps = steps
    self.neverActorOf = neverActorOf
    self.refusal = refusal
    self.binds = binds
    self.due = due
  }
}

extension ApprovalRule {
  /// Returns what a refusal at a step does if only the steps of `asked` were asked. A step that was skipped has no
  /// decision that could be asked for again, so the refusal then does what one at the skipped step would have done.
  package func refusal(at step: Int, asked: some Collection<Int>) -> Refusal {
    var step = step
    while steps.indices.contains(step), let own = steps[step].refusal {
      guard case .step(let earlier) = own else { return own }
      if asked.contains(earlier) { return own }
      guard earlier < step else { break }
      step = earlier
    }
    return .state(refusal)
  }

  /// What a refusal at any of its steps can do, whichever steps are skipped.
  package var refusals: [Refusal] {
    var found: [Refusal] = []
    for index in steps.indices {
      for refusal in refusals(at: index) where !found.contains(refusal) { found.append(refusal) }
    }
    return found
  }

  private func refusals(at index: Int) -> [Refusal] {
    let sure = steps.indices.filter { steps[$0].condition == nil }
    var found = [refusal(at: index, asked: sure + [index])]
    var step = index
    while case .step(let earlier)? = steps[step].refusal, steps.indices.contains(earlier) {
      found.append(.step(earlier))
      guard steps[earlier].condition != nil, earlier < step else { break }
      step = earlier
    }
    return found
  }
}
