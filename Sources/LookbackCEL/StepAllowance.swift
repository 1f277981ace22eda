import Synchronization

/// The steps that all evaluations of one request may still take together. It is the one thing that they share.
package final class StepAllowance: Sendable {
  /// What one request may take, whatever it asks: as much as a single guard.
  package static let ofRequest = Guard.costLimit
  /// What the decision of a command counts for, besides the guards that it evaluates.
  package static let ofDecision = 50

  /// How many steps there were at first.
  package let steps: Int
  private let remaining: Atomic<Int>

  package init(_ steps: Int = StepAllowance.ofRequest) {
    self.steps = steps
    remaining = Atomic(steps)
  }

  /// Whether nothing is left, so that what was evaluated last may be cut short.
  package var isSpent: Bool { remaining.load(ordering: .relaxed) < 0 }

  /// Whether nothing was taken yet.
  package var isWhole: Bool { remaining.load(ordering: .relaxed) == steps }

  /// Takes steps, also more than there are.
  package func spend(_ steps: Int) { remaining.subtract(steps, ordering: .relaxed) }

  /// The steps that are left; none if more than all were taken.
  var left: Int { max(0, remaining.load(ordering: .relaxed)) }
}
