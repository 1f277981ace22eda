/// Reads definitions that refer to one another, together: fields of a case are known to its tracks, names of
/// workflows and of their roles are resolved across files.
package struct DefinitionSet: Sendable {
  /// One file's tree.
  package struct Source: Sendable {
    package var file: String
    package var root: SourceNode
    package init(file: String, root: SourceNode) {
      self.file = file
      self.root = root
    }
  }

  /// The workflows of the files without errors, in the order of the files, and everything that was found wrong.
  package struct Reading: Sendable {
    package var workflows: [Workflow]
    package var diagnostics: [Diagnostic]
    /// How long each workflow can take at most, of those whose course was explored.
    package var lengths: [CourseLength] = []
    package init(workflows: [Workflow], diagnostics: [Diagnostic]) {
      self.workflows = workflows
      self.diagnostics = diagnostics
    }
  }

  package var schemes: [String: ClassScheme]
  /// The calendars that exist; nil leaves their names unchecked.
  package var calendars: Set<String>?
  /// The time zones that exist; nil leaves their names unchecked.
  package var zones: Set<String>?
  /// Workflows that were read before and that the files may refer to.
  package var known: [Workflow]

  /// Whether the files are all that belong together; if not, names that may stand in the missing ones are not checked.
  package var isComplete = true

  /// The files whose workflows' course is explored and proved; nil for all.
  package var provedFiles: Set<String>?

  /// The people who are there to do it; nil leaves that unchecked.
  package var staffing: Staffing?

  package init(
    schemes: [String: ClassScheme], calendars: Set<String>? = nil, zones: Set<String>? = nil, known: [Workflow] = []
  ) {
    self.schemes = schemes
    self.calendars = calendars
    self.zones = zones
    self.known = known
  }

  package func read(_ sources: [Source]) -> Reading {
    var diagnostics: [Diagnostic] = []
    var outlines: [WorkflowOutline] = []
    for source in sources {
      var reader = OutlineReader(file: source.file, schemes: schemes)
      if let outline = reader.outline(of: source.root) { outlines.append(outline) }
      diagnostics += reader.log.diagnostics
    }
    diagnostics += duplicates(outlines)
    let web = DefinitionWeb(
      outlines: outlines, known: known, isComplete: isComplete && outlines.count == sources.count)
    var subjects: [DefinitionProof.Subject] = []
    for outline in outlines {
      let (workflow, found) = read(outline, in: web)
      diagnostics += found
      if !diagnostics.hasErrors(in: outline.file) {
        subjects.append(DefinitionProof.Subject(workflow: workflow, outline: outline))
      }
    }
    diagnostics += subjects.flatMap { subject in
      let versions = known + subjects.map(\.workflow)
      return MovesCheck(workflow: subject.workflow, outline: subject.outline, versions: versions).diagnostics()
    }
    let proved = subjects.filter { provedFiles?.contains($0.outline.file) ?? true }
    let rest = subjects.filter { !(provedFiles?.contains($0.outline.file) ?? true) }.map(\.workflow)
    var proof = DefinitionProof(proved, known: known + rest, staffing: staffing, isComplete: web.isComplete)
    proof.run()
    diagnostics += proof.diagnostics
    let sound = subjects.filter { !diagnostics.hasErrors(in: $0.outline.file) }.map(\.workflow)
    var reading = Reading(workflows: sound, diagnostics: diagnostics.sorted())
    reading.lengths = proof.lengths
    return reading
  }

  private func read(_ outline: WorkflowOutline, in web: DefinitionWeb) -> (Workflow, [Diagnostic]) {
    var reader = WorkflowReader(
      outline: outline, caseFields: web.caseFields(of: outline.reference.name), childFields: web.fields)
    let workflow = reader.workflow()
    var check = WorkflowCheck(workflow: workflow, places: reader.places, log: reader.log)
    check.run()
    check.crossings(in: web)
    check.keysOfCases(in: web)
    check.surroundings(calendars: calendars, zones: zones)
    return (workflow, check.log.diagnostics)
  }

  private func duplicates(_ outlines: [WorkflowOutline]) -> [Diagnostic] {
    var first: [WorkflowReference: String] = [:]
    var found: [Diagnostic] = []
    for outline in outlines {
      guard let file = first[outline.reference] else {
        first[outline.reference] = outline.file
        continue
      }
      found.append(
        Diagnostic(
          code: "duplicate-workflow",
          "workflow \(outline.reference) is also in \(file): raise the version or remove one",
          file: outline.file, at: outline.keys["workflow"]?.location ?? outline.keys.location))
    }
    return found
  }
}

extension [Diagnostic] {
  fileprivate func hasErrors(in file: String) -> Bool { contains { $0.file == file && $0.severity == .error } }
}
