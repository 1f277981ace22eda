package import LookbackCore
package import LookbackTime

/// All that a batch writes for one case: what its commands have done together.
package struct CaseChange: Sendable {
  package struct CommandDone: Sendable {
    package var command: Command
    package var sequence: Int64
    /// The state of the root and the moment after it: a repetition is answered with them.
    package var state: String
    package var at: Moment
    package init(command: Command, sequence: Int64, state: String, at: Moment) {
      self.command = command
      self.sequence = sequence
      self.state = state
      self.at = at
    }
  }
  /// The number of the case's last event before; nil for a case that is opened.
  package var before: Int64?
  package var transition: Transition
  package var commands: [CommandDone]
  /// The digest of the definition that the root track runs; of a case that is opened it becomes part of its place.
  package var definition: [UInt8]

  package init(before: Int64?, transition: Transition, commands: [CommandDone], definition: [UInt8]) {
    self.before = before
    self.transition = transition
    self.commands = commands
    self.definition = definition
  }

  package var id: CaseID { transition.result.id }
}

/// What is to be written for a batch.
package struct BatchWrites: Sendable {
  /// In the order of the cases' numbers.
  package var changes: [CaseChange]
  /// The next numbers of the registers that were drawn from.
  package var registers: [RegisterKey: Int]
  /// Timers that were taken from their table and are waited for still: they are armed again.
  package var spared: [DueTimer]

  package init(changes: [CaseChange], registers: [RegisterKey: Int] = [:], spared: [DueTimer] = []) {
    self.changes = changes
    self.registers = registers
    self.spared = spared
  }
}
