import ArgumentParser
import LookbackJSON

/// The options that pick the cases for which an event is fired.
struct CaseSelection: ParsableArguments {
  @Option(name: .customLong("where"), help: "A condition, asked of each case, such as \"data.class == 'B'\".")
  var condition: String?
  @Option(help: "Only of this workflow.") var workflow: String?
  @Option(help: "Only in this state.") var state: String?
  @Option(help: "Only with these words in their data.") var text: String?
  @Flag(help: "Only past their due date.") var overdue = false
  @Option(help: "Only due before this day.") var dueBefore: String?
  @Flag(help: "Only those that have ended.") var ended = false
  @Flag(help: "Only those that have not ended.") var running = false
  @Option(help: "Only after the case with this number.") var after: Int?

  /// Whether any option picks cases. Without one no case is picked, so that a word left out does not pick all.
  var isGiven: Bool {
    overdue || ended || running || ![condition, workflow, state, text, dueBefore].allSatisfy { $0 == nil }
  }

  /// Throws a usage error for options that contradict each other, before anything is asked.
  func requireSense(_ words: Strings) throws {
    if ended && running { throw ValidationError(words.exclude("--ended", "--running")) }
    if after != nil && !isGiven { throw ValidationError(words.afterIsForMany) }
  }

  /// Throws a usage error for a filter of blanks, such as an unset variable of a script leaves: `--text ""` would pick
  /// all.
  func requireWords() throws {
    let given = [
      ("--where", condition), ("--workflow", workflow), ("--state", state), ("--text", text),
      ("--due-before", dueBefore),
    ]
    for case (let name, let words?) in given where words.isBlank {
      throw Misuse { $0.emptyFilter(name) }
    }
  }

  /// The options but `condition`, which is asked of each case that these leave.
  var filter: JSON {
    .members([
      "workflow": workflow.map { .string($0) }, "state": state.map { .string($0) }, "text": text.map { .string($0) },
      "due_before": dueBefore.map { .string($0) }, "overdue": overdue ? .bool(true) : nil,
      "ended": ended != running ? .bool(ended) : nil,
    ])
  }
}
