import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackYAML
import SeededTesting

/// One history: the engine and the little model do the same, and are compared after every step.
struct ModelWalk {
  /// Where the two part.
  struct Disagreement: Error, CustomStringConvertible {
    var what: String
    var engine: String
    var model: String
    var steps: [String]

    var description: String {
      "\(what): the engine has \(engine), the model \(model)\nafter \(steps.joined(separator: ", "))"
    }
  }

  private let workflow: ModelWorkflow
  private let library: Library
  private var random: SplitMix64
  private var day = 19_786
  private var model: ModelCase
  private var current: Case?
  private var log: [String] = []
  private var told: [String] = []
  private var steps: [String] = []
  /// Names of events that happened, for the test that all parts come into play.
  var seen: Set<String> { Set(log.map { $0.filter { !$0.isNumber } }) }

  init(_ workflow: ModelWorkflow, _ library: Library, seed: UInt64) throws {
    self.workflow = workflow
    self.library = library
    random = SplitMix64(seed: seed)
    model = ModelCase(workflow, on: day)
    guard submit(.open(workflow: "model", data: [:]), by: Self.person(0)) else { throw differ("opening", "no", "yes") }
    try compare()
  }

  mutating func run(steps count: Int) throws {
    for _ in 0..<count where !model.isEnded {
      day += Int.random(in: 0...4, using: &random)
      try pass()
      guard !model.isEnded else { return }
      try act()
    }
  }

  /// Time goes on to the morning of the day.
  private mutating func pass() throws {
    model.advance(to: day)
    let now = moment
    var rounds = 0
    while let next = current?.timers(in: library).min(by: { ($0.due, $0.key) < ($1.due, $1.key) }), next.due <= now {
      guard submit(.timer(key: next.key, due: next.due), by: .engine, at: max(next.due, last)) else {
        throw differ("timer \(next.key)", "refused", "due")
      }
      rounds += 1
      guard rounds < 200 else { throw differ("timers", "no end", "an end") }
    }
    steps.append("day \(day)")
    try compare()
  }

  private mutating func act() throws {
    let role = Int.random(in: 0..<ModelWorkflow.roles, using: &random)
    let command = command()
    steps.append("\(command) by r\(role)")
    let isDone = submit(request(command), by: Self.person(role))
    let isExpected = model.submit(command, by: role, on: day)
    guard isDone == isExpected else { throw differ("\(command)", "\(isDone)", "\(isExpected)") }
    try compare()
  }

  /// Mostly something that the state knows.
  private mutating func command() -> ModelCommand {
    let here = workflow.states[model.state]
    let dice = Int.random(in: 0..<10, using: &random)
    if here.approval != nil, dice < 6 { return dice < 5 ? .approve : .refuse }
    if dice == 9, let clock = workflow.clocks.first(where: { $0.granting != nil }) { return .extend(clock.name) }
    let known = (here.events + workflow.anywhere).filter { if case .person = $0.trigger { true } else { false } }
    let others = workflow.states.flatMap(\.events)
    guard let event = (dice == 8 ? others : known).randomElement(using: &random) else { return .approve }
    let number = Int.random(in: 1...3, using: &random)
    let flag = Bool.random(using: &random)
    return .fire(
      event.name, number: event.needsNumber && Int.random(in: 0..<4, using: &random) > 0 ? number : nil,
      flag: event.takesFlag && Bool.random(using: &random) ? flag : nil)
  }

  private func request(_ command: ModelCommand) -> Command.Request {
    switch command {
    case .fire(let event, let number, let flag):
      var data: [String: Value] = [:]
      if let number { data["number"] = .int(Int64(number)) }
      if let flag { data["flag"] = .bool(flag) }
      return .fire(event: event, track: nil, data: data)
    case .extend(let clock): return .fire(event: "extend \(clock)", track: nil, data: [:])
    case .approve: return .fire(event: "approve", track: nil, data: [:])
    case .refuse: return .fire(event: "refuse", track: nil, data: ["reason": .string("no")])
    }
  }

  private static func person(_ role: Int) -> Actor {
    .person(code: "q\(role)", posts: [Post(name: "p\(role)", unit: "desk")], substitutingFor: [])
  }

  /// Nine in the morning.
  private var moment: Moment { Moment(microseconds: Int64(day) * 86_400_000_000 + 3_600_000_000) }

  /// When the case was last changed: nothing happens before that.
  private var last = Moment(microseconds: .min)

  private mutating func submit(_ request: Command.Request, by actor: Actor, at moment: Moment? = nil) -> Bool {
    let command = Command(
      id: CommandID("c\(log.count)"), target: CaseID(7), request: request, actor: actor,
      via: "test")
    let context = DecisionContext(
      library: library, moment: moment ?? self.moment, directory: command.names(in: library).assumed)
    do throws(Rejection) {
      let transition = try decide(command, on: current, in: context)
      current = transition.result
      last = transition.events.last?.at ?? last
      log += transition.events.map(\.name)
      for message in transition.messages where [.reminder, .overdue].contains(message.topic) {
        told += message.to.map { "\(message.topic.rawValue) \(message.about) \($0)" }
      }
      return true
    } catch { return false }
  }

  private func differ(_ what: String, _ engine: String, _ model: String) -> Disagreement {
    Disagreement(what: what, engine: engine, model: model, steps: steps)
  }

  private func compare() throws {
    guard let current else { return }
    func expect<T: Equatable>(_ what: String, _ engine: T, _ model: T) throws {
      guard engine == model else { throw differ(what, "\(engine)", "\(model)") }
    }
    try expect("events", log.map(Self.plain), model.log.map(Self.plain))
    try expect("the state", current.root.state, "s\(model.state)")
    try expect("the flag", current.root.data["flag"] ?? .null, model.flag.map { .bool($0) } ?? .null)
    try expect("the number", current.root.data["number"] ?? .null, model.number.map { .int(Int64($0)) } ?? .null)
    try expect("who was told", told.sorted(), model.told.sorted())
    guard !model.isEnded else { return }
    if model.mustAllAgree { try expect("who is asked", pending(current), model.shown.sorted().map { "p\($0)@desk" }) }
    try expect("timers", timers(current), model.alarms.map(\.day).sorted())
    let deadlines = current.deadlines(in: library)
    for clock in workflow.clocks {
      let found = deadlines.last { $0.clock == clock.name }
      let run = model.clocks[clock.name]
      try expect(
        "clock \(clock.name)", found?.status.rawValue,
        run.map { $0.stopped != nil ? "stopped" : $0.isPaused ? "paused" : "running" })
      guard let run, run.isRunning else { continue }
      try expect("the last day of \(clock.name)", found.map { Int($0.due.days) }, run.due(clock.span))
    }
  }

  /// A wait that ends where its guards do not hold leaves the case where it is, whatever that is called.
  private static func plain(_ event: String) -> String {
    event.hasPrefix("refused ") ? String(event.dropFirst(8)) : event
  }

  private func pending(_ current: Case) -> [String] {
    current.workItems(in: library).filter { $0.kind == "approve" }.map(\.assignee.description).sorted()
  }

  /// The days on whose first moment something is due.
  private func timers(_ current: Case) -> [Int] {
    current.timers(in: library).map { Int(($0.due.microseconds + 8 * 3_600_000_000) / 86_400_000_000) }.sorted()
  }
}
