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

  mutating func report(_ finding: some CheckFinding, at place: SourceLocation, course: [CourseStep] = []) {
    var found = Diagnostic(
      finding.severity, code: finding.code.rawValue, finding.english, file: places.file, at: place)
    found.chinese = finding.chinese
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
