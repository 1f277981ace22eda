package import LookbackCore
package import LookbackTime

/// Everything that a batch writes for one case, as the joint result of its commands.
package struct CaseChange: Sendable {
  /// A command of the batch, with what a repetition of it is answered.
  package struct CommandDone: Sendable {
    package var command: Command
    package var sequence: Int64
    /// The state of the root track after the command. A repetition is answered with it and with `at`.
    package var state: String
    package var at: Moment
    package init(command: Command, sequence: Int64, state: String, at: Moment) {
      self.command = command
      self.sequence = sequence
      self.state = state
      self.at = at
    }
  }
  /// The sequence number of the case's last event before the batch; nil for a case that the batch opens.
  package var before: Int64?
  package var transition: Transition
  package var commands: [CommandDone]
  /// The SHA-256 digest of the definition that the root track runs. If the batch opens the case, its chain begins with
  /// it.
  package var definition: [UInt8]

  package init(before: Int64?, transition: Transition, commands: [CommandDone], definition: [UInt8]) {
    self.before = before
    self.transition = transition
    self.commands = commands
    self.definition = definition
  }

  package var id: CaseID { transition.result.id }
}

/// Everything that a batch writes.
package struct BatchWrites: Sendable {
  /// The changes in the order of the case numbers.
  package var changes: [CaseChange]
  /// The next numbers of the registers from which the batch drew.
  package var registers: [RegisterKey: Int]
  /// Timers that were deleted from their table for the batch and are still needed; they are inserted again.
  package var spared: [DueTimer]

  package init(changes: [CaseChange], registers: [RegisterKey: Int] = [:], spared: [DueTimer] = []) {
    self.changes = changes
    self.registers = registers
    self.spared = spared
  }
}
