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
    var workflows: [Workflow] = []
    for outline in outlines {
      let (workflow, found) = read(outline, in: web)
      diagnostics += found
      if !diagnostics.contains(where: { $0.file == outline.file && $0.severity == .error }) {
        workflows.append(workflow)
      }
    }
    for outline in outlines {
      guard let workflow = workflows.first(where: { $0.reference == outline.reference }) else { continue }
      let found = MovesCheck(workflow: workflow, outline: outline, versions: known + workflows).diagnostics()
      diagnostics += found
      if found.contains(where: { $0.severity == .error }) {
        workflows.removeAll { $0.reference == outline.reference }
      }
    }
    return Reading(workflows: workflows, diagnostics: diagnostics.sorted())
  }

  private func read(_ outline: WorkflowOutline, in web: DefinitionWeb) -> (Workflow, [Diagnostic]) {
    var reader = WorkflowReader(
      outline: outline, caseFields: web.caseFields(of: outline.reference.name), childFields: web.fields)
    let workflow = reader.workflow()
    var check = WorkflowCheck(workflow: workflow, places: reader.places, log: reader.log)
    check.run()
    check.crossings(in: web)
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
