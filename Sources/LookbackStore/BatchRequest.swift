package import LookbackCore

/// The commands and timers of one batch, with what the first round trip must lock and read for them.
package struct BatchRequest: Sendable {
  package let commands: [UnresolvedCommand]
  /// The names by which commands refer to their cases.
  let caseNames: Set<CaseName>
  package var timers: [DueTimer]
  /// Unique values that the commands would take.
  package var keys: [UniqueValue]
  /// The persons, units and cases that the commands name in their data.
  package var names: Directory.Names
  /// Cases that guards will read; they are locked with those of the commands.
  var others: Set<CaseID> = []
  /// The cases found under the names that are not case numbers.
  var found: [CaseName: [CaseID]] = [:]

  package init(
    commands: [UnresolvedCommand], timers: [DueTimer] = [], keys: [UniqueValue] = [],
    names: Directory.Names = Directory.Names()
  ) {
    self.commands = commands
    caseNames = commands.reduce(into: []) { names, command in
      if case .name(let name) = command.reference { names.insert(name) }
    }
    self.timers = timers
    self.keys = keys
    self.names = names
  }

  /// The case of a command; nil if its name has not been looked up yet.
  func target(of command: UnresolvedCommand) -> CaseID? {
    guard case .name(let name) = command.reference else { return command.command.target }
    return found[name]?.first ?? name.number
  }

  /// All cases that are to be locked.
  var targets: Set<CaseID> {
    var targets = others.union(commands.compactMap { target(of: $0) })
    for cases in found.values { targets.formUnion(cases) }
    return targets
  }
}

/// What a batch turned out to need besides its cases, after it was decided with what was known.
package struct BatchNeeds: Sendable {
  /// The registers that must be locked.
  package var registers: [RegisterKey]
  /// The unique values of which it must be looked up whether a case has them.
  package var keys: [UniqueValue]

  package init(registers: [RegisterKey] = [], keys: [UniqueValue] = []) {
    self.registers = registers
    self.keys = keys
  }

  package var isEmpty: Bool { registers.isEmpty && keys.isEmpty }
}
