import LookbackCore

/// All names that a workflow defines, collected before any reference to them is read.
struct DefinitionNames {
  /// Fired by the engine's own rules; no definition may define them.
  static let reservedEvents = ["approve", "refuse"]
  /// What history calls the acts that no definition defines: an event of such a name would be taken for one of them.
  static let ofHistory = Deliberation.mendingNames.union([
    Workflow.opening, Deliberation.moving, Deliberation.redating,
  ])

  let fields: [Field]
  /// The fields of the whole case: the workflow's own, or those of the workflows whose tracks run this one.
  /// Nil where those could not be read.
  let caseFields: [Field]?
  let brokenFields: Set<String>
  let roles: [String]
  let states: [String]
  let clocks: [String]
  /// Every event of a state or of `anywhere`.
  let defined: Set<String>
  /// States in which a case or track ends.
  let finalStates: Set<String>
  /// Events that look-backs fire; they may be defined nowhere.
  let lookBackEvents: Set<String>
  /// Events that something may wait for or count, in order.
  let events: [String]
  let runs: Set<String>
  /// Events that the rules of the clocks offer.
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

/// Where things are defined, for what is found wrong with them later.
struct DefinitionPlaces {
  var workflow = SourceLocation(line: 1, column: 1)
  var states: [String: SourceLocation] = [:]
  var calendar: SourceLocation?
  var timezone: SourceLocation?
  /// What refers to another workflow.
  var crossings: [Crossing] = []
  /// What means nothing where a workflow runs for tracks only.
  var ofCases: [KeyOfCases] = []
}

/// A key that only a case of its own can heed.
struct KeyOfCases {
  let name: String
  let location: SourceLocation
}

/// A reference from one workflow to another.
struct Crossing {
  let workflow: String
  /// A role of that workflow; nil where the workflow itself is meant.
  let role: String?
  let location: SourceLocation
}
