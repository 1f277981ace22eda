import LookbackCEL
import LookbackCore
import LookbackStore

extension BatchRequest {
  /// Collects what the first round trip must lock and read for these commands.
  init(_ commands: [PendingCommand], in library: Library) {
    self.init(
      commands: commands.map(\.asked), timers: commands.compactMap(\.timer),
      keys: commands.flatMap { $0.command.possibleKeys(in: library) },
      names: commands.reduce(into: Directory.Names()) { $0.formUnion($1.command.names(in: library)) })
  }
}

extension Command {
  /// The business keys that this command could take, one for each unique field that it sets.
  fileprivate func possibleKeys(in library: Library) -> [UniqueValue] {
    switch request {
    case .open(let name, let data): keys(of: library.latest(name).map { [$0] } ?? [], in: data)
    case .fire, .mend: request.data.isEmpty ? [] : keys(of: Array(library.workflows.values), in: request.data)
    case .timer, .redate, .move, .answerMend: []
    }
  }

  private func keys(of workflows: [Workflow], in data: [String: Value]) -> [UniqueValue] {
    guard !data.isEmpty else { return [] }
    return Array(Set(workflows.flatMap { UniqueValue.all(of: Self.stored(data, in: $0), in: $0) }))
  }

  /// The values of unique fields in the form in which they are stored. Keys are looked up in the stored form, which can
  /// differ from what a person typed.
  private static func stored(_ data: [String: Value], in workflow: Workflow) -> [String: Value] {
    workflow.fields.reduce(into: [:]) { stored, field in
      guard field.isUnique, let value = data[field.name] else { return }
      stored[field.name] = try? field.checked(value)
    }
  }
}
