/// What the statistics of a workflow count (`counts`).
package struct CountRule: Sendable, Hashable {
  /// Clocks that say whether an answer was on time; of several that ran, the one started last.
  package var onTime: [String]
  /// Events that are an answer: each is a round.
  package var answers: [String]
  /// Events that end a case otherwise and are counted apart.
  package var apart: [String]

  package init(onTime: [String] = [], answers: [String] = [], apart: [String] = []) {
    self.onTime = onTime
    self.answers = answers
    self.apart = apart
  }
}
