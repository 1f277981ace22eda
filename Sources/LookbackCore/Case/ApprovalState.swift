/// An approval that is underway: the steps chosen when it opened, whom each step asks since its turn came, and the
/// decisions made since.
package struct ApprovalState: Sendable, Hashable {
  /// A seat for which a decision could count. A seat is the person or the post whose agreement is asked for.
  package struct Claim: Sendable, Hashable {
    package var seat: Message.Address
    /// The person for whom the seat is filled as a substitute; nil if the person decides in their own right.
    package var behalf: String?
    package init(seat: Message.Address, behalf: String? = nil) {
      self.seat = seat
      self.behalf = behalf
    }
  }

  /// What one person decided in a step.
  package struct Decision: Sendable, Hashable {
    package var step: Int
    package var person: String
    package var sequence: Int64
    /// Every seat of the step that the person could have filled at that moment. Which of them the decision fills
    /// depends on all decisions of the step.
    package var claims: [Claim]
    /// The SHA-256 digest of the text that the decision binds; nil if the approval binds no text.
    package var digest: [UInt8]?
    package init(step: Int, person: String, sequence: Int64, claims: [Claim], digest: [UInt8]? = nil) {
      self.claims = claims
      self.digest = digest
      self.step = step
      self.person = person
      self.sequence = sequence
    }
  }

  /// Whom a step asks: for each of its roles the addresses for which the role stood when the step's turn came.
  package struct Asked: Sendable, Hashable {
    package var step: Int
    package var seats: [[Message.Address]]
    package var sequence: Int64
    package init(step: Int, seats: [[Message.Address]], sequence: Int64) {
      self.step = step
      self.seats = seats
      self.sequence = sequence
    }
  }

  /// The indices into the rule's steps of those whose condition held when the approval opened.
  package var steps: [Int]
  package var asked: [Asked]
  package var decisions: [Decision]
  package init(steps: [Int], asked: [Asked] = [], decisions: [Decision] = []) {
    self.steps = steps
    self.asked = asked
    self.decisions = decisions
  }
}

extension ApprovalState {
  /// Records whom a step asks now. What this step and later ones asked before is replaced.
  mutating func ask(_ new: Asked) {
    asked.removeAll { $0.step >= new.step }
    asked.append(new)
  }

  /// Goes back to a step: it and later steps are asked again, and their decisions are dropped.
  mutating func goBack(to step: Int) {
    asked.removeAll { $0.step >= step }
    decisions.removeAll { $0.step >= step }
  }
}
