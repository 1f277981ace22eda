import LookbackCore
import LookbackTime

/// Names that somebody filters lists by: codes, or the titles that lists show, in either language. A name that nothing
/// has is a slip, not an empty list.
struct ListNames {
  let library: Library

  func workflow(_ text: String?) throws -> String? {
    guard let text else { return nil }
    if library.latest(text) != nil { return text }
    let titled = library.workflows.values.filter { $0.title.names.contains(text) }.map(\.reference.name)
    let names = Set(titled).sorted()
    guard names.count != 1 else { return names.first }
    throw Rejection.unknownWorkflow(name: text, known: library.workflowNames)
  }

  /// - Parameter workflow: whose states are meant; nil: any workflow's.
  func state(_ text: String?, of workflow: String?) throws -> String? {
    guard let text else { return nil }
    let states = library.workflows.values.filter { workflow == nil || $0.reference.name == workflow }.flatMap(\.states)
    if states.contains(where: { $0.name == text }) { return text }
    let names = Set(states.filter { $0.title.names.contains(text) }.map(\.name)).sorted()
    if names.count == 1 { return names.first }
    guard names.isEmpty else {
      throw Problem(
        422, "ambiguous-state", ("which state?", "请指明状态"),
        (
          "several states are called \(text): use one of \(names.joined(separator: ", "))",
          "不止一个状态称为“\(text)”，请用其一：\(names.joined(separator: "、"))"
        ))
    }
    throw unknownState(text, workflow, states)
  }

  private func unknownState(_ text: String, _ workflow: String?, _ states: [StateDefinition]) -> Problem {
    let known = Set(states.map(\.name)).sorted()
    let near = NearestName.suggestion(for: text, among: Set(states.flatMap { [$0.name] + $0.title.names }).sorted())
    let hint = near.map { (", did you mean `\($0)`?", "，是否为“\($0)”？") } ?? ("", "")
    let place = workflow.map { ("\($0) has no state `\(text)`", "流程 \($0) 没有状态“\(text)”") }
    let all = ("there are \(known.joined(separator: ", "))", "现有：\(known.joined(separator: "、"))")
    var problem = Problem(
      422, "unknown-state", ("unknown state", "没有此状态"),
      (
        (place?.0 ?? "no workflow has a state `\(text)`") + hint.0 + "; \(all.0)",
        (place?.1 ?? "没有任何流程有状态“\(text)”") + hint.1 + ";\(all.1)"
      ))
    problem.more = [.texts("known", known)]
    return problem
  }
}

extension Label {
  /// What somebody may call it.
  var names: [String] { [english, chinese].compactMap(\.self) }
}
