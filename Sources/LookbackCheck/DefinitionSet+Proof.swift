package import LookbackCore
package import LookbackDefinition

/// The result of reading files and proving their workflows.
package struct ProvedDefinitions: Sendable {
  /// The workflows of the files without errors, in the order of the files.
  package var workflows: [Workflow]
  package var diagnostics: [Diagnostic]
  /// The longest time of each workflow whose course was explored.
  package var lengths: [CourseLength]
}

extension DefinitionSet {
  /// Reads the files and proves their workflows.
  /// - Parameters:
  ///   - provedFiles: if set, only the workflows of these files are proved.
  ///   - staffing: if set, the people who must be able to do what the definitions ask for.
  package func prove(
    _ sources: [Source], only provedFiles: Set<String>? = nil, staffing: Staffing? = nil
  ) -> ProvedDefinitions {
    let reading = read(sources)
    let isProved = { (subject: Subject) in provedFiles?.contains(subject.outline.file) ?? true }
    let rest = reading.subjects.filter { !isProved($0) }.map(\.workflow)
    var proof = DefinitionProof(
      reading.subjects.filter(isProved), known: known + rest, staffing: staffing, isComplete: reading.isComplete)
    proof.run()
    let diagnostics = reading.diagnostics + proof.diagnostics
    let sound = reading.subjects.filter { !diagnostics.hasErrors(in: $0.outline.file) }.map(\.workflow)
    return ProvedDefinitions(workflows: sound, diagnostics: diagnostics.sorted(), lengths: proof.lengths)
  }
}
