package import LookbackCEL
package import LookbackTime

/// Who must agree before a state can be left by its `approved` event.
package struct ApprovalRule: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package enum Need: Sendable, Hashable {
      case count(Int)
      case all
    }
    /// What a refusal elsewhere, and people, call it.
    package var name: String?
    package var title: Label
    package var ask: [Role]
    package var need: Need
    package var isParallel: Bool
    /// The step is asked for only when this holds at the moment the approval opens.
    package var condition: Guard?
    /// Where a refusal at this step leads; nil: to the approval's `refusal`.
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
    /// Sends the track to this state; the approval is over.
    case state(String)
    /// Asks for the decisions from this step on again.
    case step(Int)
  }
  package var steps: [Step]
  /// Nobody who fired one of these events in the track may decide (four eyes).
  package var neverActorOf: [String]
  /// The state to which one refusal sends the track.
  package var refusal: String
  /// The decision is about this value; editing it voids the decisions.
  package var binds: ValuePath?
  package var due: Span?
  /// Around the day on which `due` is over.
  package var reminders: [Reminder]
  /// What happens when `due` is over, besides that those still asked are reminded.
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
  /// What a refusal at a step does where only these steps were asked for. A step that was skipped has decided nothing
  /// that could be asked for again: the refusal goes on to where one at that step would have led.
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

  /// What a refusal at one of its steps can do, whichever steps are skipped.
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
