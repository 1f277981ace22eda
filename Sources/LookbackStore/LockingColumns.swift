import LookbackCore
import LookbackPostgres

/// The keys that flight 1 locks and reads by, tenant beside each key: rows are found by their whole primary key.
struct LockingColumns {
  let tenants: [Parameter]
  let cases: [Parameter]
  let persons: [Parameter]
  /// Of the commands whose ids are remembered.
  let commands: [Parameter]
  let owners: Parameter

  let hasPersons: Bool
  let hasCommands: Bool

  init(_ request: BatchRequest) {
    let all =
      request.commands.map { (tenant: $0.tenant, target: $0.target) }
      + request.timers.map { (tenant: $0.tenant, target: $0.target) }
      + request.others.flatMap { tenant, others in others.map { (tenant: tenant, target: $0) } }
    let targets = Set(all.map { Key(tenant: $0.tenant, name: $0.target.value) }).sorted { $0.name < $1.name }
    let acting = Set(
      request.commands.compactMap { command in
        command.actor.person.map { Key(tenant: command.tenant, name: $0) }
      }
    ).sorted { ($0.tenant, $0.name) < ($1.tenant, $1.name) }
    let remembered = request.commands.filter(\.isRemembered)
    let users = Set(request.claims.map(\.user)).sorted()
    tenants = [.int4s(Set(all.map(\.tenant)).map(\.value).sorted())]
    cases = [.int4s(targets.map(\.tenant.value)), .int8s(targets.map(\.name))]
    persons = [tenants[0], .texts(acting.map(\.name)), .int8s(users)]
    hasPersons = !acting.isEmpty || !users.isEmpty
    hasCommands = !remembered.isEmpty
    commands = [.int4s(remembered.map(\.tenant.value)), .texts(remembered.map(\.id.value))]
    owners = .texts(remembered.map(\.owner))
  }

  private struct Key<Name: Hashable>: Hashable {
    let tenant: TenantID
    let name: Name
  }
}
