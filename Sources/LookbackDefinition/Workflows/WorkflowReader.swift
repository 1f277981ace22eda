import LookbackCore

/// Reads one definition whose outline is known. Everything that is wrong with it is in its log.
struct WorkflowReader {
  let outline: WorkflowOutline
  let names: DefinitionNames
  let scope: GuardScope
  var log: DiagnosticLog
  var places = DefinitionPlaces()
  private(set) var roleTable: [String: Role] = [:]
  var roleTitles: [String: Label] = [:]
  /// Whether `approvers` may be told at the place that is being read.
  var hasApprovers = false

  init(outline: WorkflowOutline, caseFields: [Field]?, childFields: [String: [Field]]) {
    self.outline = outline
    names = DefinitionNames(outline: outline, caseFields: caseFields)
    scope = GuardScope(outline: outline, names: names, childFields: childFields)
    log = DiagnosticLog(file: outline.file)
  }

  /// Reads the workflow. The result may be used only if neither the outline's log nor this one has an error.
  mutating func workflow() -> Workflow {
    let keys = outline.keys
    places.workflow = keys["workflow"]?.location ?? keys.location
    roleTable = roles(keys["roles"])
    let clocks = log.pairs(keys["clocks"], "clocks").compactMap { clock($0.key, $0.value) }
    let anywhere = log.pairs(keys["anywhere"], "anywhere").compactMap { anywhereEvent($0.key, $0.value) }
    let states = states(keys)
    let lookBacks = log.list(keys["look back"], "`look back`").compactMap { lookBack($0) }
    warnOfBareNames()
    noteKeysOfCases()
    return Workflow(
      reference: outline.reference, title: outline.title, calendar: calendar(keys), timezone: timezone(keys),
      fields: outline.fields, roles: roleTable, clocks: clocks,
      states: Reopening(states: states, lookBacks: lookBacks).completed(), anywhere: anywhere,
      lookBacks: lookBacks, promises: log.texts(keys["promises"], "a promise").map(\.text),
      roleTitles: roleTitles, moves: keys["moves"].flatMap { moves($0) },
      opening: keys["open"].flatMap { opening($0) }, counts: keys["counts"].flatMap { counts($0) },
      back: keys["back"].flatMap { datingBack($0) } ?? .never,
      visibility: keys["see"].map { visibility($0) } ?? Visibility(),
      isMendedByTwo: keys["mend"].map { isMendedByTwo($0) } ?? false)
  }

  private mutating func calendar(_ keys: KeyedValues) -> String {
    guard let node = log.required("calendar", of: keys, in: "the file") else { return "" }
    places.calendar = node.location
    return log.text(node, "a calendar's name") ?? ""
  }

  private mutating func timezone(_ keys: KeyedValues) -> String {
    guard let node = log.required("timezone", of: keys, in: "the file") else { return "" }
    places.timezone = node.location
    return log.text(node, "a time zone's name") ?? ""
  }

  private mutating func states(_ keys: KeyedValues) -> [StateDefinition] {
    guard let node = log.required("states", of: keys, in: "the file") else { return [] }
    let pairs = log.pairs(node, "states")
    if pairs.isEmpty, node.pairs != nil {
      log.error("missing-key", "a workflow has at least one state: add the one it begins in", at: node.location)
    }
    return pairs.compactMap { state($0.key, $0.value) }
  }

  /// Notes keys that have an effect only for a case of its own.
  private mutating func noteKeysOfCases() {
    guard outline.keys["open"] == nil else { return }
    for name in ["counts", "mend"] {
      guard let node = outline.keys[name] else { continue }
      places.ofCases.append(KeyOfCases(name: name, location: node.location))
    }
    for (_, field) in outline.keys["data"]?.pairs ?? [] {
      for name in ["required", "unique"] {
        guard let node = field[name], node.bool == true else { continue }
        places.ofCases.append(KeyOfCases(name: name, location: node.location))
      }
    }
  }

  // MARK: - References

  mutating func roleNames(_ node: SourceNode?, _ what: String) -> [String] {
    log.texts(node, what).compactMap { named("unknown-role", "role", $0.text, among: names.roles, at: $0.location) }
  }

  mutating func stateNames(_ node: SourceNode?, _ what: String) -> [String] {
    log.texts(node, what).compactMap { named("unknown-state", "state", $0.text, among: names.states, at: $0.location) }
  }

  mutating func stateName(_ node: SourceNode, _ what: String) -> String? {
    guard let text = log.text(node, what) else { return nil }
    return named("unknown-state", "state", text, among: names.states, at: node.location)
  }

  mutating func eventName(_ text: String, at place: SourceLocation) -> String? {
    named("unknown-event", "event", text, among: names.events, at: place)
  }

  /// Reads fields of the track, and `reason`, which is kept with the event only.
  mutating func inputs(_ node: SourceNode?, _ what: String) -> [String] {
    let known = names.fields.map(\.name) + names.brokenFields.sorted() + ["reason"]
    return log.texts(node, what).compactMap { named("unknown-field", "field", $0.text, among: known, at: $0.location) }
  }

  /// Reads roles of this workflow, or `track.WORKFLOW.ROLE`.
  mutating func recipients(_ node: SourceNode?, _ what: String) -> [Recipient] {
    log.texts(node, what).compactMap { recipient($0.text, at: $0.location) }
  }

  mutating func recipient(_ text: String, at place: SourceLocation) -> Recipient? {
    if hasApprovers, text == "approvers", !names.roles.contains(text) { return .approvers }
    guard text.hasPrefix("track.") else {
      return named("unknown-role", "role", text, among: names.roles, at: place).map { .role($0) }
    }
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, !parts[1].isEmpty, !parts[2].isEmpty else {
      log.error("bad-recipient", "`\(text)` tells nobody: write a role or track.WORKFLOW.ROLE", at: place)
      return nil
    }
    guard named("unknown-track", "workflow of a track", parts[1], among: names.runs.sorted(), at: place) != nil else {
      return nil
    }
    places.crossings.append(Crossing(workflow: parts[1], role: parts[2], location: place))
    return .tracks(workflow: parts[1], role: parts[2])
  }

  /// Reads `data.x` or `case.x`, a field that exists. The type is nil if the definition of the field could not be read.
  mutating func path(_ text: String, at place: SourceLocation) -> (path: ValuePath, type: FieldType?)? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let scope = ValuePath.Scope(rawValue: parts[0]) else {
      log.error("bad-path", "`\(text)` is no field: write data.NAME or case.NAME", at: place)
      return nil
    }
    let path = ValuePath(scope: scope, field: parts[1])
    guard let known = names.fields(in: scope), !names.brokenFields.contains(parts[1]) else { return (path, nil) }
    guard let field = known.first(where: { $0.name == parts[1] }) else {
      log.unknown("unknown-field", "field of `\(scope.rawValue)`", parts[1], among: known.map(\.name), at: place)
      return nil
    }
    return (path, field.type)
  }

  mutating func path(_ node: SourceNode, _ what: String) -> (path: ValuePath, type: FieldType?)? {
    guard let text = log.text(node, what) else { return nil }
    return path(text, at: node.location)
  }

  /// Reads a path whose field has the type that is wanted.
  mutating func path(_ node: SourceNode, _ what: String, holding wanted: String, _ fits: (FieldType) -> Bool)
    -> ValuePath?
  {
    guard let (path, type) = path(node, what) else { return nil }
    guard let type, !fits(type) else { return path }
    log.error("wrong-type", "\(path) holds no \(wanted): its type is \(type.word)", at: node.location)
    return nil
  }

  mutating func named(_ code: String, _ what: String, _ name: String, among known: [String], at place: SourceLocation)
    -> String?
  {
    if known.contains(name) { return name }
    log.unknown(code, what, name, among: known, at: place)
    return nil
  }
}
