import LookbackCore

/// All names that a workflow defines, collected before any reference to them is read.
struct DefinitionNames {
  /// The events that the engine's own rules fire. No definition may define them.
  static let reservedEvents = ["approve", "refuse"]
  /// The names in history of acts that no definition defines. An event of such a name could not be told from them.
  static let ofHistory = Deliberation.mendingNames.union([
    Workflow.opening, Deliberation.moving, Deliberation.redating,
  ])

  let fields: [Field]
  /// The fields of the whole case: the workflow's own, or those of the workflows whose tracks run this one. It is nil
  /// if those could not be read.
  let caseFields: [Field]?
  let brokenFields: Set<String>
  let roles: [String]
  let states: [String]
  let clocks: [String]
  /// The names of the events of all states and of `anywhere`.
  let defined: Set<String>
  /// The names of the states in which a case or track ends.
  let finalStates: Set<String>
  /// The names of the events that look-backs fire, which need not be defined.
  let lookBackEvents: Set<String>
  /// The names of the events that clocks may start with or that may be counted, in order.
  let events: [String]
  let runs: Set<String>
  /// The names of the events that the rules of clocks offer.
  let ofClocks: Set<String>

  init(outline: WorkflowOutline, caseFields: [Field]?) {
    let keys = outline.keys
    fields = outline.fields
    self.caseFields = caseFields
    brokenFields = outline.brokenFields
    roles = outline.roles
    states = Self.names(keys["states"])
    clocks = Self.names(keys["clocks"])
    let inStates = keys["states"]?.pairs?.flatMap { Self.names($0.value["events"]) } ?? []
    defined = Set(inStates + Self.names(keys["anywhere"]))
    finalStates = Set(
      keys["states"]?.pairs?.filter { $0.value["final"]?.bool == true }.compactMap { $0.key.text } ?? [])
    lookBackEvents = Set(keys["look back"]?.items?.compactMap { $0["event"]?.text } ?? [])
    runs = outline.runs
    ofClocks = Set(
      clocks.flatMap {
        [
          AvailableAction.extend($0), AvailableAction.askToExtend($0), AvailableAction.refuseToExtend($0),
          AvailableAction.correct($0),
        ]
      })
    events = defined.union(lookBackEvents).union(ofClocks).union(Self.reservedEvents).sorted()
  }

  func fields(in scope: ValuePath.Scope) -> [Field]? { scope == .data ? fields : caseFields }

  private static func names(_ node: SourceNode?) -> [String] { node?.pairs?.compactMap { $0.key.text } ?? [] }
}

/// The places of what a workflow defines, for findings that come after it was read.
struct DefinitionPlaces {
  var workflow = SourceLocation(line: 1, column: 1)
  var states: [String: SourceLocation] = [:]
  var calendar: SourceLocation?
  var timezone: SourceLocation?
  /// The place of `see`.
  var see: SourceLocation?
  /// The references to other workflows.
  var crossings: [Crossing] = []
  /// The keys that have no effect if the workflow runs for tracks only.
  var ofCases: [KeyOfCases] = []
}

/// A key that has an effect only for a case of its own.
struct KeyOfCases {
  let name: String
  let location: SourceLocation
}

/// A reference from one workflow to another.
struct Crossing {
  let workflow: String
  /// The role of that workflow; nil if the reference is to the workflow itself.
  let role: String?
  let location: SourceLocation
}
