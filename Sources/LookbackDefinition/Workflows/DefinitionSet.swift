package import LookbackCore

/// Reads definitions that refer to one another together. Tracks know the fields of their case, and names of workflows
/// and of their roles are found in all files.
package struct DefinitionSet: Sendable {
  /// One file, read as a tree.
  package struct Source: Sendable {
    package var file: String
    package var root: SourceNode
    package init(file: String, root: SourceNode) {
      self.file = file
      self.root = root
    }
  }

  /// A workflow that was read, with the places of its file.
  package struct Subject: Sendable {
    package let workflow: Workflow
    package let outline: WorkflowOutline
    package init(workflow: Workflow, outline: WorkflowOutline) {
      (self.workflow, self.outline) = (workflow, outline)
    }
  }

  /// The result of reading, before any course of events is followed.
  package struct Reading: Sendable {
    /// The workflows of files without errors, in the order of the files.
    package var subjects: [Subject]
    /// Everything that was found wrong, in the order in which it was found.
    package var diagnostics: [Diagnostic]
    /// Whether everything to which the files may refer was there.
    package var isComplete: Bool
  }

  package var schemes: [String: ClassScheme]
  /// The names of the calendars that exist; with nil, names of calendars are not checked.
  package var calendars: Set<String>?
  /// The time zones that exist; with nil, names of time zones are not checked.
  package var zones: Set<String>?
  /// The workflows that were read before, to which the files may refer.
  package var known: [Workflow]

  /// Whether the files are all that belong together. If not, names that may stand in the missing ones are not checked.
  package var isComplete = true

  package init(
    schemes: [String: ClassScheme], calendars: Set<String>? = nil, zones: Set<String>? = nil, known: [Workflow] = []
  ) {
    self.schemes = schemes
    self.calendars = calendars
    self.zones = zones
    self.known = known
  }

  /// Reads the files together. It throws nothing: what is wrong is in the diagnostics.
  package func read(_ sources: [Source]) -> Reading {
    var diagnostics: [Diagnostic] = []
    var outlines: [WorkflowOutline] = []
    for source in sources {
      var reader = OutlineReader(file: source.file, schemes: schemes)
      if let outline = reader.outline(of: source.root) { outlines.append(outline) }
      diagnostics += reader.log.diagnostics
    }
    diagnostics += duplicates(outlines)
    let web = DefinitionGraph(
      outlines: outlines, known: known, isComplete: isComplete && outlines.count == sources.count)
    var subjects: [Subject] = []
    for outline in outlines {
      let (workflow, found) = read(outline, in: web)
      diagnostics += found
      if !diagnostics.hasErrors(in: outline.file) {
        subjects.append(Subject(workflow: workflow, outline: outline))
      }
    }
    diagnostics += subjects.flatMap { subject in
      let versions = known + subjects.map(\.workflow)
      return MovesCheck(workflow: subject.workflow, outline: subject.outline, versions: versions).diagnostics()
    }
    return Reading(subjects: subjects, diagnostics: diagnostics, isComplete: web.isComplete)
  }

  private func read(_ outline: WorkflowOutline, in web: DefinitionGraph) -> (Workflow, [Diagnostic]) {
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
  /// Returns whether a file has an error; a warning is none.
  package func hasErrors(in file: String) -> Bool { contains { $0.file == file && $0.severity == .error } }
}
