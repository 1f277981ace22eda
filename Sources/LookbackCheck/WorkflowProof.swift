import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime

/// The diagnostics of one workflow, from its explorations: as a case, or in each group that runs it.
struct WorkflowProof {
  let workflow: Workflow
  let places: DefinitionPlaceFinder
  let explorations: [Exploration]
  /// The explorations reduced to time.
  let graphs: [TimeGraph]
  var diagnostics: [Diagnostic] = []

  init(_ workflow: Workflow, _ places: DefinitionPlaceFinder, _ explorations: [Exploration]) {
    self.workflow = workflow
    self.places = places
    self.explorations = explorations
    graphs = explorations.map { $0.isCut ? nil : TimeGraph($0) }.compactMap { $0 }
  }

  mutating func report(
    _ code: CheckCode, at place: SourceLocation, _ english: String, _ chinese: String, course: [CourseStep] = [],
    severity: Diagnostic.Severity? = nil
  ) {
    var found = Diagnostic(
      severity ?? code.severity, code: code.rawValue, english, file: places.file, at: place)
    found.chinese = chinese
    found.course = course
    diagnostics.append(found)
  }

  /// Runs the checks that need a complete exploration.
  mutating func run() {
    checkStates()
    checkEnds()
    checkJoins()
    checkAwaiting()
    checkAutomatic()
    checkGuards()
    checkPeople()
    checkFields()
    checkClocks()
    checkTimers()
    checkLostTimers()
    checkLookBacks()
    checkPossible()
    checkLoose()
  }

  /// Returns the shortest course to a node that fits, over all explorations; nil if there is none.
  func course(to fits: (Exploration, Int) -> Bool) -> [CourseStep]? {
    var best: [CourseStep]?
    for exploration in explorations {
      guard let way = exploration.way(to: { fits(exploration, $0) }) else { continue }
      let start = exploration.beginnings.first { fits(exploration, $0) }
      let course = CounterexampleTrace.course(exploration, way, at: start)
      if best.map({ course.count < $0.count }) ?? true { best = course }
    }
    return best
  }

  /// The names of the states in which a case or track can wait, because the engine has nothing to do there at once.
  var waitedIn: Set<String> {
    var found: Set<Int> = []
    for exploration in explorations {
      for node in exploration.nodes.indices where exploration.isStable[node] {
        found.insert(exploration.nodes[node].state)
      }
    }
    return Set(found.map { workflow.states[$0].name })
  }

  /// The names of all states that a case or track can enter.
  var reached: Set<String> {
    Set(explorations.flatMap { Set($0.nodes.map(\.state)) }.map { workflow.states[$0].name })
  }
}

/// What the checker finds in a workflow. The raw value is the code of the diagnostic and never changes.
enum CheckCode: String, CaseIterable {
  case unreachableState = "unreachable-state"
  case deadEnd = "dead-end"
  case neverEnds = "never-ends"
  case untimedWait = "untimed-wait"
  case joinNeverCompletes = "join-never-completes"
  case joinMayHang = "join-may-hang"
  case joinTwice = "join-completes-twice"
  case tracksLeft = "tracks-left-running"
  case automaticCycle = "automatic-cycle"
  case guardNeverHolds = "guard-never-holds"
  case candidatesOverlap = "candidates-overlap"
  case neverSet = "read-before-set"
  case mayBeMissing = "may-be-missing"
  case nobody = "nobody-can-be"
  case emptyApproval = "approval-asks-nobody"
  case unsatisfiable = "unsatisfiable"
  case understaffed = "understaffed"
  case fragile = "staff-too-few"
  case clockNeverStarts = "clock-never-starts"
  case clockStopsAtOnce = "clock-stops-at-once"
  case reminderTooEarly = "reminder-too-early"
  case reminderAfterBreach = "reminder-after-breach"
  case timerNeverFires = "timer-never-fires"
  case timerNotRetried = "timer-not-retried"
  case lookBackNever = "look-back-never"
  case eventNever = "event-never-possible"
  case candidateNever = "candidate-never-taken"
  case notProved = "not-proved"
  case badPromise = "bad-promise"
  case promiseRefuted = "promise-refuted"
  case unheardSignal = "unheard-signal"
  case tooLarge = "check-too-large"
  case recursiveTracks = "recursive-tracks"

  var severity: Diagnostic.Severity {
    switch self {
    case .unreachableState, .deadEnd, .neverEnds, .joinNeverCompletes, .joinTwice, .automaticCycle, .guardNeverHolds,
      .nobody, .emptyApproval, .unsatisfiable, .badPromise, .promiseRefuted, .clockNeverStarts,
      .clockStopsAtOnce:
      .error
    case .untimedWait, .joinMayHang, .tracksLeft, .candidatesOverlap, .neverSet, .mayBeMissing, .understaffed, .fragile,
      .reminderTooEarly, .reminderAfterBreach, .timerNeverFires, .timerNotRetried, .lookBackNever, .eventNever,
      .candidateNever, .notProved,
      .unheardSignal, .tooLarge,
      .recursiveTracks:
      .warning
    }
  }
}
