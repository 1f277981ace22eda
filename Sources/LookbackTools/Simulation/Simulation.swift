package import LookbackCEL
package import LookbackCore
package import LookbackTime

/// Cases on a clock that moves only when it is told to. Commands are decided by the same `decide` as in the daemon, and
/// nothing outside is changed.
package struct Simulation: Sendable {
  package let library: Library
  /// The simulated present.
  package var moment: Moment
  package var staff: Staff
  /// The next number of each register; it is 1 for a register that is not here.
  package var registers: [RegisterKey: Int]
  /// The cases by their numbers, which are the order in which they were opened.
  package private(set) var cases: [CaseID: Case] = [:]
  /// The names of cases, besides their numbers and the business numbers in their unique fields.
  package var names: [String: CaseID] = [:]
  package internal(set) var timeline: [TimelineEntry] = []
  /// What all decisions together may take; nil if nobody counts that.
  package var allowance: StepAllowance?
  /// Whether `coverage` is kept, which costs as much as deciding.
  package var observesGuards = false
  package private(set) var coverage = Coverage()
  /// The timers that were refused, which are not tried again.
  var refusedTimers: Set<String> = []
  var waitingSignals: [(sender: CaseID, signal: Message)] = []
  private var commands = 0

  /// Makes a simulation without a case.
  package init(_ library: Library, at moment: Moment, staff: Staff = Staff(), registers: [RegisterKey: Int] = [:]) {
    self.library = library
    self.moment = moment
    self.staff = staff
    self.registers = registers
  }

  /// Makes a simulation that continues from the present state of a real case.
  package init(_ library: Library, continuing current: Case, at moment: Moment, units: [String: UnitFacts] = [:]) {
    self.init(library, at: moment, staff: Staff(units: units))
    cases[current.id] = current
  }

  /// The case with this number; nil if there is none.
  package subscript(id: CaseID) -> Case? { cases[id] }

  /// The case that was opened first; nil if there is none.
  package var first: Case? { cases.keys.min().flatMap { cases[$0] } }

  /// Returns an actor who may open such a case; a person without a post if nobody may.
  package func opener(of name: String, _ data: [String: Value]) -> Actor {
    guard let workflow = library.latest(name), let first = workflow.states.first else { return Self.stranger }
    var draft = Case(id: CaseID(0), sequence: 0, opened: moment, tracks: [])
    let opened = Change.opened(
      .init(track: .root, parent: nil, group: "", workflow: workflow.reference, unit: nil, state: first.name))
    let facts = data.map {
      Change.set(.root, field: $0.key, (try? workflow.field($0.key)?.checked($0.value)) ?? $0.value)
    }
    draft.apply([opened] + facts, Stamp(sequence: 1, at: moment, on: library.date(at: moment, in: workflow)))
    if workflow.openers.isEmpty { return .person(code: "opener", posts: [Post(name: "opener", unit: "office")]) }
    return draft.openers(in: workflow).lazy.compactMap { staff.actor($0.description) }.first ?? Self.stranger
  }

  private static let stranger = Actor.person(code: "opener", posts: [])

  /// Opens a case and returns its number, which is 1 for the first. Throws a `Rejection` if it may not be opened.
  @discardableResult
  package mutating func open(
    _ workflow: String, _ data: [String: Value], by actor: Actor, dated date: CivilDate? = nil
  ) throws(Rejection) -> CaseID {
    let id = CaseID((cases.keys.max()?.value ?? 0) + 1)
    try submit(.open(workflow: workflow, data: data), to: id, by: actor, dated: date)
    settleSignals()
    return id
  }

  /// Fires an event of a case, and what other cases do on its signals. Throws a `Rejection` if it may not be fired.
  package mutating func fire(
    _ event: String, _ data: [String: Value] = [:], of id: CaseID, by actor: Actor, track: TrackID? = nil,
    dated date: CivilDate? = nil
  ) throws(Rejection) {
    try submit(.fire(event: event, track: track, data: data), to: id, by: actor, dated: date)
    settleSignals()
  }

  /// Returns what somebody could do with a case now, and for the rest why not.
  package func possibilities(of id: CaseID, for actor: Actor) -> [ActionCheck] {
    cases[id]?.possibilities(for: actor, in: context(Directory())) ?? []
  }

  mutating func submit(
    _ request: Command.Request, to id: CaseID, by actor: Actor, dated date: CivilDate? = nil,
    origin: Command.Origin? = nil
  ) throws(Rejection) {
    commands += 1
    let command = Command(
      id: CommandID("simulated \(commands)"), target: id, request: request, actor: actor,
      via: "simulation", on: date, origin: origin)
    let before = cases[id]
    var directory = staff.directory(for: command.names(in: library))
    if !command.names(in: library).cases.isEmpty { directory.cases = knownCases }
    let context = context(directory)
    var observer = observesGuards ? CoverageObserver(command, context, coverage) : nil
    defer { if let observer { coverage = observer.coverage } }
    let transition: Transition
    do throws(Rejection) { transition = try decide(command, on: before, in: context) } catch {
      observer?.observeRefusal(on: before)
      throw error
    }
    observer?.observe(transition, since: before)
    cases[id] = transition.result
    registers.merge(transition.drawn) { $1 }
    record(transition, since: before)
  }

  func context(_ directory: Directory) -> DecisionContext {
    var context = DecisionContext(
      library: library, moment: moment, directory: directory, units: staff.units, registers: registers)
    context.others = cases
    context.allowance = allowance
    return context
  }

  private var knownCases: [String: Set<CaseID>] {
    var known: [String: Set<CaseID>] = [:]
    for (name, id) in names { known[name, default: []].insert(id) }
    for (id, current) in cases {
      known[id.description, default: []].insert(id)
      for field in library.workflow(current.root.workflow)?.fields ?? [] where field.isUnique {
        if case .string(let number)? = current.root.data[field.name] { known[number, default: []].insert(id) }
      }
    }
    return known
  }
}

extension Simulation {
  /// The present civil date in the time zone of the first case, or of the first workflow if there is no case.
  package var today: CivilDate { date(at: moment) }

  /// Returns the civil date of a moment in that time zone.
  package func date(at moment: Moment) -> CivilDate {
    homeWorkflow.map { library.date(at: moment, in: $0) } ?? moment.utcDay
  }

  var homeWorkflow: Workflow? {
    first.flatMap { library.workflow($0.root.workflow) } ?? library.workflowNames.first.flatMap { library.latest($0) }
  }
}
