/// Who runs whom: what the workflows of a set and those known before say about one another. Of several versions of a
/// workflow the newest counts, because that is the one which new tracks run.
struct DefinitionWeb {
  /// The fields of each workflow by its name.
  private(set) var fields: [String: [Field]] = [:]
  private(set) var roles: [String: [String]] = [:]
  private var runs: [String: Set<String>] = [:]
  private var versions: [String: Int] = [:]

  init(outlines: [WorkflowOutline], known: [Workflow]) {
    for workflow in known {
      let reference = workflow.reference
      let children = Set(workflow.states.flatMap(\.tracks).map(\.workflow))
      add(reference, fields: workflow.fields, roles: Array(workflow.roles.keys), runs: children)
    }
    for outline in outlines {
      add(outline.reference, fields: outline.fields, roles: outline.roles, runs: outline.runs)
    }
  }

  private mutating func add(_ reference: WorkflowReference, fields: [Field], roles: [String], runs: Set<String>) {
    guard versions[reference.name, default: 0] <= reference.version else { return }
    versions[reference.name] = reference.version
    self.fields[reference.name] = fields
    self.roles[reference.name] = roles.sorted()
    self.runs[reference.name] = runs
  }

  var names: [String] { fields.keys.sorted() }

  /// The fields that `case` has in this workflow: its own where no tracks run it, else those that all the roots
  /// above it have with the same type.
  func caseFields(of name: String) -> [Field] {
    let roots = roots(above: name)
    guard let first = roots.first, let shared = fields[first] else { return fields[name] ?? [] }
    return shared.filter { field in
      roots.dropFirst().allSatisfy { root in
        fields[root]?.contains { $0.name == field.name && $0.type == field.type } ?? false
      }
    }
  }

  /// The workflows that no tracks run and that run this one, directly or not.
  private func roots(above name: String) -> [String] {
    var above: Set<String> = []
    var waiting = [name]
    while let next = waiting.popLast() {
      for (parent, children) in runs where children.contains(next) && above.insert(parent).inserted {
        waiting.append(parent)
      }
    }
    return above.filter { parent in !runs.values.contains { $0.contains(parent) } }.sorted()
  }
}
