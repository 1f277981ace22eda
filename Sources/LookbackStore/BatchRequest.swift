package import LookbackCore

/// What is to be done in one transaction.
package struct BatchRequest: Sendable {
  package let commands: [UnresolvedCommand]
  /// The names by which commands mean their cases.
  let caseNames: Set<CaseName>
  package var timers: [DueTimer]
  /// Business keys that the commands would take.
  package var keys: [UniqueValue]
  /// Persons, units and cases that the commands name.
  package var names: Directory.Names
  /// Cases that guards will look at, locked with those of the commands.
  var others: Set<CaseID> = []
  /// The cases that were found by names which are no numbers of cases.
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

  /// The case that a command goes to, as far as that is known.
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

/// What a batch turned out to need besides its cases, once it was decided with what was known.
package struct BatchNeeds: Sendable {
  /// To be locked.
  package var registers: [RegisterKey]
  /// Of which it is to be found out who has them.
  package var keys: [UniqueValue]

  package init(registers: [RegisterKey] = [], keys: [UniqueValue] = []) {
    self.registers = registers
    self.keys = keys
  }

  package var isEmpty: Bool { registers.isEmpty && keys.isEmpty }
}
