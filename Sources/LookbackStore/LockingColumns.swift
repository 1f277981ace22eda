import LookbackCore
import LookbackPostgres

/// The keys that flight 1 locks and reads by.
struct LockingColumns {
  let cases: [Parameter]
  let persons: [Parameter]
  /// Of the commands whose ids are remembered.
  let commands: [Parameter]
  let owners: Parameter

  let hasPersons: Bool
  let hasCommands: Bool

  init(_ request: BatchRequest) {
    let targets = request.others.union(request.commands.map(\.target)).union(request.timers.map(\.target)).sorted()
    let acting = Set(request.commands.compactMap(\.actor.person)).sorted()
    let remembered = request.commands.filter(\.isRemembered)
    let users = Set(request.claims.map(\.user)).sorted()
    cases = [.int8s(targets.map(\.value))]
    persons = [.texts(acting), .int8s(users)]
    hasPersons = !acting.isEmpty || !users.isEmpty
    hasCommands = !remembered.isEmpty
    commands = [.texts(remembered.map(\.id.value))]
    owners = .texts(remembered.map(\.owner))
  }
}
