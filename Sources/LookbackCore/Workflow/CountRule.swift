/// What the statistics of a workflow count (`counts`).
package struct CountRule: Sendable, Hashable {
  /// The clocks that tell whether an answer was on time. If several ran, the one that started last does.
  package var onTime: [String]
  /// The events that are an answer; each of them is a round.
  package var answers: [String]
  /// The events that end a case otherwise and are counted separately.
  package var apart: [String]

  package init(onTime: [String] = [], answers: [String] = [], apart: [String] = []) {
    self.onTime = onTime
    self.answers = answers
    self.apart = apart
  }
}
