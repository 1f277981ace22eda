import LookbackCore
import LookbackTime

/// Finds the workflow or state by which somebody filters a list. It is named by its code, or by its title in either
/// language. A name that nothing has is taken for a mistake and refused, since an empty list would hide it.
struct ListNames {
  let library: Library

  /// Returns the name of the workflow; nil if the list is not filtered by it. Throws a `Rejection` if no workflow is
  /// meant.
  func workflow(_ text: String?) throws -> String? {
    guard let text else { return nil }
    if library.latest(text) != nil { return text }
    let titled = library.workflows.values.filter { $0.title.names.contains(text) }.map(\.reference.name)
    let names = Set(titled).sorted()
    guard names.count != 1 else { return names.first }
    throw Rejection.unknownWorkflow(name: text, known: library.workflowNames)
  }

  /// - Parameter workflow: the workflow whose states are meant; nil means any.
  func state(_ text: String?, of workflow: String?) throws -> String? {
    guard let text else { return nil }
    let states = library.workflows.values.filter { workflow == nil || $0.reference.name == workflow }.flatMap(\.states)
    if states.contains(where: { $0.name == text }) { return text }
    let names = Set(states.filter { $0.title.names.contains(text) }.map(\.name)).sorted()
    if names.count == 1 { return names.first }
    guard names.isEmpty else { throw Problem.ambiguousState(text, names) }
    let near = Set(states.flatMap { [$0.name] + $0.title.names }).sorted()
    throw Problem.unknownState(
      text, of: workflow, suggestion: NearestName.suggestion(for: text, among: near),
      Set(states.map(\.name)).sorted())
  }
}

extension Label {
  /// The titles in both languages, by which somebody may name it.
  var names: [String] { [english, chinese].compactMap(\.self) }
}
