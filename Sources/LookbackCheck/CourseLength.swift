package import LookbackCore

/// The longest time from the first state of a workflow to a final one, if everybody acts in time.
package struct CourseLength: Hashable, Sendable {
  package let workflow: WorkflowReference
  let title: Label
  package let file: String
  /// The longest time with every event that can repeat once, and without waits that nothing limits.
  let longest: TermLength
  /// What keeps courses from having a limit.
  let obstacles: [TimedWalk.Limit]
}
