import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackTime

/// Sorts files by what they are and reads them in the order in which they need one another:
/// schemes, calendars, workflows.
struct DefinitionShelf {
  private let proof: LibraryLoader.Proof
  private let staffing: Staffing?
  private var sources: [String: SourceText] = [:]
  private var diagnostics: [Diagnostic] = []
  private var schemes: [String: ClassScheme] = [:]
  private var calendars: [CalendarReading] = []
  /// Calendars whose files are there, broken ones too.
  private var namedCalendars: Set<String> = []
  /// Whether some file is not even YAML, so that nobody knows what it defines.
  private var hasUnreadable = false
  private var workflows: [DefinitionSet.Source] = []

  init(_ proof: LibraryLoader.Proof, _ staffing: Staffing?) {
    self.proof = proof
    self.staffing = staffing
  }

  mutating func add(_ file: DefinitionFile) {
    do throws(InvalidDefinition) {
      let text = try DefinitionText(bytes: file.bytes, file: file.name)
      sources[file.name] = text.source
      sort(try YAMLReader.read(text), file.name)
    } catch {
      hasUnreadable = true
      diagnostics += error.diagnostics
    }
  }

  mutating func add(_ file: ParsedFile) {
    sources[file.name] = file.source
    sort(file.root, file.name)
  }

  private mutating func sort(_ root: SourceNode, _ file: String) {
    if root["calendar"] != nil, root["workflow"] == nil, root["states"] == nil {
      let (reading, found) = CalendarReader.read(root, file: file)
      if let name = root["calendar"]?.text { namedCalendars.insert(name) }
      diagnostics += found
      if let reading {
        let twin = calendars.first {
          ($0.source.name, $0.source.version) == (reading.source.name, reading.source.version)
        }
        if isNew(twin?.file, root["calendar"], file) { calendars.append(reading) }
      }
    } else if root["classes"] != nil {
      let (scheme, found) = ClassSchemeReader.read(root, file: file)
      diagnostics += found
      if let scheme, isNew(schemes[scheme.name].map { "`\($0.name)`" }, root["classes"], file) {
        schemes[scheme.name] = scheme
      }
    } else {
      workflows.append(DefinitionSet.Source(file: file, root: root))
    }
  }

  private mutating func isNew(_ known: String?, _ node: SourceNode?, _ file: String) -> Bool {
    guard let known, let node else { return true }
    diagnostics.append(
      Diagnostic(
        code: "duplicate-name", "`\(node.text ?? "")` is already in \(known): keep one", file: file, at: node.location))
    return false
  }

  /// Whether a workflow that can be read names a calendar or classes of which there is no file.
  var lacksOthers: Bool { !hasUnreadable && workflows.contains { lacksOthers($0.root) } }

  private func lacksOthers(_ workflow: SourceNode) -> Bool {
    if let calendar = workflow["calendar"]?.text, !namedCalendars.contains(calendar) { return true }
    guard case .mapping(let fields)? = workflow["data"]?.content else { return false }
    let folder = "classes/"
    return fields.contains { field in
      guard let scheme = field.value["of"]?.text, scheme.hasPrefix(folder) else { return false }
      return schemes[String(scheme.dropFirst(folder.count))] == nil
    }
  }

  mutating func loaded() -> LibraryLoader.Loaded {
    var library = Library()
    let family = CalendarFamily(calendars, names: namedCalendars, isComplete: !hasUnreadable)
    diagnostics += family.diagnostics
    for calendar in family.built { library.add(calendar) }
    let zones = loadZones(into: &library)
    var set = DefinitionSet(schemes: schemes, calendars: namedCalendars, zones: zones)
    set.isComplete = !hasUnreadable
    let reading = set.prove(workflows, only: provedFiles, staffing: staffing)
    diagnostics += reading.diagnostics
    for workflow in reading.workflows { library.add(workflow) }
    diagnostics += missingHours(reading.workflows, library)
    var loaded = LibraryLoader.Loaded(library: library, sources: sources, diagnostics: diagnostics.sorted())
    loaded.lengths = reading.lengths
    return loaded
  }

  /// The files whose workflows' course is followed; nil for all.
  private var provedFiles: Set<String>? {
    switch proof {
    case .all: nil
    case .files(let names): names
    case .none: []
    }
  }

  /// Workflows that count working hours by a calendar that names none: told of whichever of the two is new.
  private func missingHours(_ read: [Workflow], _ library: Library) -> [Diagnostic] {
    read.filter(\.countsWorkingHours).compactMap { workflow in
      guard let newest = library.editions[workflow.calendar].flatMap({ library.calendars[$0] }),
        newest.workingHours == nil
      else { return nil }
      let text =
        "`\(workflow.reference)` counts working hours, and calendar `\(workflow.calendar)` names none: add `hours`"
      func diagnostic(_ file: String, _ place: SourceLocation) -> Diagnostic {
        Diagnostic(code: "missing-hours", text, file: file, at: place)
      }
      let own = workflows.last {
        $0.root["workflow"]?.text == workflow.reference.name
          && $0.root["version"]?.text == "\(workflow.reference.version)"
      }
      if let own, isChecked(own.file) {
        return diagnostic(own.file, own.root["calendar"]?.location ?? own.root.location)
      }
      let calendar = calendars.last { ($0.source.name, $0.source.version) == (newest.name, newest.version) }
      return calendar.flatMap { isChecked($0.file) ? diagnostic($0.file, $0.places.calendar) : nil }
    }
  }

  private func isChecked(_ file: String) -> Bool {
    switch proof {
    case .all: true
    case .files(let names): names.contains(file)
    case .none: false
    }
  }

  private func loadZones(into library: inout Library) -> Set<String> {
    var zones: Set<String> = []
    for identifier in Set(workflows.compactMap { $0.root["timezone"]?.text }) {
      guard let zone = try? TimeZoneRules.load(identifier) else { continue }
      library.add(zone, named: identifier)
      zones.insert(identifier)
    }
    return zones
  }
}
