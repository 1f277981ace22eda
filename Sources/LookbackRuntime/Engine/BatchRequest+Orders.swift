import LookbackCEL
import LookbackCore
import LookbackStore

extension BatchRequest {
  /// What is to be locked and read for these orders.
  init(_ orders: [PendingCommand], in library: Library) {
    self.init(
      commands: orders.map(\.asked), timers: orders.compactMap(\.timer),
      keys: orders.flatMap { $0.command.possibleKeys(in: library) },
      names: orders.reduce(into: Directory.Names()) { $0.formUnion($1.command.names(in: library)) })
  }
}

extension Command {
  /// Every business key that this command could take.
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

  /// The values of unique fields as they would be stored: keys are looked up by what is written, not by what is typed.
  private static func stored(_ data: [String: Value], in workflow: Workflow) -> [String: Value] {
    workflow.fields.reduce(into: [:]) { stored, field in
      guard field.isUnique, let value = data[field.name] else { return }
      stored[field.name] = try? field.checked(value)
    }
  }
}
