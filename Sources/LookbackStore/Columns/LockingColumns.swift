import LookbackCore
import LookbackPostgres

/// The parameters by which the first round trip locks and reads.
struct LockingColumns {
  let cases: Parameters
  let persons: Parameters
  let tokens: [[UInt8]]
  /// The ids of the commands whose ids are recorded.
  let commands: Parameters
  let owners: Parameters

  let hasPersons: Bool
  let hasCommands: Bool

  init(_ request: BatchRequest) {
    var persons: Set<String> = []
    var users: Set<Int64> = []
    var tokens: Set<[UInt8]> = []
    for asking in request.commands {
      switch asking.asker {
      case .known: if let person = asking.command.actor.person { persons.insert(person) }
      case .person(let code): persons.insert(code)
      case .user(let user, _): users.insert(user)
      case .token(let hash): tokens.insert(hash)
      }
    }
    let remembered = request.commands.map(\.command).filter(\.isRemembered)
    let targets = request.targets.union(request.timers.map(\.target)).sorted()
    cases = ["case_ids": .int8s(targets.map(\.value))]
    self.tokens = Array(tokens)
    self.persons = [
      "persons": .texts(persons.sorted()), "uids": .int8s(users.sorted()), "hashes": .byteas(self.tokens),
    ]
    hasPersons = !persons.isEmpty || !users.isEmpty || !tokens.isEmpty
    hasCommands = !remembered.isEmpty
    commands = ["command_id": .texts(remembered.map(\.id.value))]
    owners = ["owner": .texts(remembered.map(\.owner))]
  }
}
