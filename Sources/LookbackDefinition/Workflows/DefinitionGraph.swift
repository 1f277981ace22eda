import LookbackCore

/// Which workflows run which others as tracks, in a set of files and the workflows known before. Of several versions of
/// a workflow the newest counts, because new tracks run that one.
struct DefinitionGraph {
  /// The fields of each workflow by its name, if all of them could be read.
  private(set) var fields: [String: [Field]] = [:]
  private(set) var roles: [String: [String]] = [:]
  private var runs: [String: Set<String>] = [:]
  /// Whether all definitions that belong together are here. If not, a workflow that none of them runs may have a parent
  /// that is missing.
  let isComplete: Bool
  private var versions: [String: Int] = [:]

  init(outlines: [WorkflowOutline], known: [Workflow], isComplete: Bool) {
    self.isComplete = isComplete
    for workflow in known {
      let reference = workflow.reference
      let children = Set(workflow.states.flatMap(\.tracks).map(\.workflow))
      add(reference, fields: workflow.fields, roles: Array(workflow.roles.keys), runs: children)
    }
    for outline in outlines {
      let fields = outline.brokenFields.isEmpty ? outline.fields : nil
      add(outline.reference, fields: fields, roles: outline.roles, runs: outline.runs)
    }
  }

  private mutating func add(_ reference: WorkflowReference, fields: [Field]?, roles: [String], runs: Set<String>) {
    guard versions[reference.name, default: 0] <= reference.version else { return }
    versions[reference.name] = reference.version
    self.fields[reference.name] = fields
    self.roles[reference.name] = roles.sorted()
    self.runs[reference.name] = runs
  }

  /// Whether some workflow runs one that is not here.
  private var hasGaps: Bool { !runs.values.allSatisfy { $0.allSatisfy { roles[$0] != nil } } }

  var names: [String] { roles.keys.sorted() }

  /// Returns the other workflows whose tracks run this one, sorted.
  func parents(of name: String) -> [String] {
    runs.filter { $0.key != name && $0.value.contains(name) }.keys.sorted()
  }

  /// Returns the fields that `case` has in this workflow: its own if no tracks run it, otherwise those that all roots
  /// above it have with the same type. It is nil if a root could not be read.
  func caseFields(of name: String) -> [Field]? {
    let roots = roots(above: name)
    guard let first = roots.first else { return isComplete && !hasGaps ? fields[name] ?? [] : nil }
    guard let shared = fields[first], roots.allSatisfy({ fields[$0] != nil }) else { return nil }
    return shared.filter { field in
      roots.dropFirst().allSatisfy { root in
        fields[root]?.contains { $0.name == field.name && $0.type == field.type } ?? false
      }
    }
  }

  /// Returns the workflows that run this one, directly or not, and that no tracks run.
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
