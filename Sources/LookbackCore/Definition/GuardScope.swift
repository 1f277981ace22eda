import LookbackCEL
import LookbackTime

/// What the guards of a workflow may name, and of which type it is.
struct GuardScope {
  let declarations: Declarations

  init(outline: WorkflowOutline, names: DefinitionNames, childFields: [String: [Field]]) {
    declarations = Declarations()
  }
}

extension WorkflowReader {
  /// A guard that holds or does not.
  mutating func condition(_ node: SourceNode) -> Guard? {
    guard let text = log.text(node, "a guard") else { return nil }
    return compiled(text, node)
  }

  /// A guard whose value goes into a field.
  mutating func value(_ node: SourceNode, for type: FieldType) -> Guard? {
    guard let text = log.text(node, "a value") else { return nil }
    return compiled(text, node)
  }

  private mutating func compiled(_ text: String, _ node: SourceNode) -> Guard? {
    do { return try Guard(text, declarations: scope.declarations) } catch {
      log.error("bad-guard", "\(error)", at: node.location)
      return nil
    }
  }
}
