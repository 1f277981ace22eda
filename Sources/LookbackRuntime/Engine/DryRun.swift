import LookbackCEL
package import LookbackCore
package import LookbackStore

/// Decides commands one after another as the engine would, with the data that the database has now, and records
/// nothing.
///
/// Unique values, the next numbers of registers and the other cases that guards read are looked up when a decision
/// needs them. What one command would take counts as taken for the commands after it.
package struct DryRun {
  private let store: Store
  private let evaluator: Evaluator
  private var context: DecisionContext
  private var looked: Set<UniqueValue> = []
  private var read: Set<CaseID> = []

  package init(store: Store, on evaluator: Evaluator, in context: DecisionContext) {
    self.store = store
    self.evaluator = evaluator
    self.context = context
  }

  /// Continues with another context, and keeps what the decisions so far have taken.
  mutating func renew(_ next: DecisionContext) {
    let (taken, registers, others) = (context.taken, context.registers, context.others)
    let readers = context.directory.readers
    context = next
    context.others.merge(others) { $1 }
    context.taken.merge(taken) { $1 }
    context.registers.merge(registers) { $1 }
    context.directory.readers.merge(readers) { known, _ in known }
  }

  /// Looks up in few round trips what these commands will ask for, so that each of them need not wait for its own
  /// answer.
  /// - Throws: `StoreError`.
  package mutating func prepare(for asked: [(command: Command, current: Case?)]) async throws(StoreError) {
    var claims: Set<UniqueValue> = []
    var registers: Set<RegisterKey> = []
    for (command, current) in asked {
      try await readOthers(command, current)
      guard let transition = try? await decided(command, current, isCounted: false) else { continue }
      claims.formUnion(transition.writes.uniqueValues.added)
      registers.formUnion(transition.drawn.keys)
    }
    _ = try await lookUp(claims, registers)
  }

  /// Returns what the engine would do with the command now.
  /// - Throws: the `Rejection` that the command would get, or a `StoreError`.
  package mutating func decide(_ command: Command, on current: Case?) async throws -> Transition {
    try await readOthers(command, current)
    while true {
      let transition = try await decided(command, current, isCounted: true)
      // Every round looks up something new, and a command takes a bounded number of values, so the loop ends.
      let taken = transition.writes.uniqueValues.added
      guard try await lookUp(Set(taken), Set(transition.drawn.keys)) else {
        context.registers.merge(transition.drawn) { $1 }
        for value in taken { context.taken[value] = transition.result.id }
        return transition
      }
    }
  }

  /// - Parameter isCounted: whether the steps are those of the request; what is decided twice is counted once.
  private func decided(
    _ command: Command, _ current: Case?, isCounted: Bool
  ) async throws(Rejection) -> Transition {
    var context = context
    if !isCounted { context.allowance = nil }
    return try await evaluator.run { [context] () throws(Rejection) in
      try LookbackCore.decide(command, on: current, in: context)
    }
  }

  /// Reads the cases that the guards of this command look at.
  private mutating func readOthers(_ command: Command, _ current: Case?) async throws(StoreError) {
    for id in command.otherCases(of: current, in: context.library, context.directory) where read.insert(id).inserted {
      context.others[id] = try await store.read(id)?.current
    }
  }

  /// Looks up what is not known yet.
  /// - Returns: whether anything was looked up.
  private mutating func lookUp(
    _ claims: Set<UniqueValue>, _ registers: Set<RegisterKey>
  ) async throws(StoreError) -> Bool {
    let values = claims.subtracting(looked)
    let keys = registers.filter { context.registers[$0] == nil }
    if !values.isEmpty {
      looked.formUnion(values)
      let found = try await store.taken(Array(values))
      context.taken.merge(found.map { ($0.value, $0.id) }) { known, _ in known }
      context.directory.readers.merge(found.map { ($0.id, $0.readers) }) { known, _ in known }
    }
    if !keys.isEmpty {
      let found = try await store.registers(Array(keys))
      for key in keys { context.registers[key] = found[key] ?? 1 }
    }
    return !values.isEmpty || !keys.isEmpty
  }
}
