/// An approval under way: the steps that were asked for when it opened, whom each asks since its turn came, and the
/// decisions since.
package struct ApprovalState: Sendable, Hashable {
  /// A seat is the person or the post whose agreement is asked for. This is one that a decision could count for.
  package struct Claim: Sendable, Hashable {
    package var seat: Message.Address
    /// The person in whose place the seat is filled; nil where it is in the own right.
    package var behalf: String?
    package init(seat: Message.Address, behalf: String? = nil) {
      self.seat = seat
      self.behalf = behalf
    }
  }

  package struct Decision: Sendable, Hashable {
    package var step: Int
    package var person: String
    package var sequence: Int64
    /// Every seat of the step that the person could have filled at that moment: for which of them the decision counts
    /// depends on all decisions of the step.
    package var claims: [Claim]
    /// SHA-256 of the text that it binds; nil where the approval binds none.
    package var digest: [UInt8]?
    package init(step: Int, person: String, sequence: Int64, claims: [Claim], digest: [UInt8]? = nil) {
      self.claims = claims
      self.digest = digest
      self.step = step
      self.person = person
      self.sequence = sequence
    }
  }

  /// Whom a step asks: for each of its roles those whom it stood for when the step's turn came.
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

  /// Indices into the rule's steps, those whose condition held.
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
  /// Whose turn has come: what was asked of this step and of those after it before is asked anew.
  mutating func ask(_ new: Asked) {
    asked.removeAll { $0.step >= new.step }
    asked.append(new)
  }

  /// The decisions from this step on are asked for again.
  mutating func goBack(to step: Int) {
    asked.removeAll { $0.step >= step }
    decisions.removeAll { $0.step >= step }
  }
}
