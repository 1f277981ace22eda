import LookbackCEL
import LookbackCore
import LookbackTime

/// A case moved by commands on a clock of its own; remembers the whole history.
struct Story {
  var library: Library
  var moment: Moment
  var current: Case?
  var history: [CaseEvent] = []
  var messages: [Message] = []
  var registers: [RegisterKey: Int] = [:]

  init(at moment: Moment = Fixture.moment, in library: Library? = nil) throws {
    self.library = try library ?? Fixture.library()
    self.moment = moment
  }

  /// Whom and what else a command may name.
  var directory: Directory?

  var context: DecisionContext { context(naming: directory ?? Directory()) }

  private func context(naming directory: Directory) -> DecisionContext {
    DecisionContext(
      library: library, moment: moment, directory: directory, units: ["civil": UnitFacts(documentCode: "青民")],
      registers: registers)
  }

  mutating func open(_ data: [String: Value] = ["subject": .string("roads"), "lead": .string("xue")]) throws(Rejection)
  {
    try submit(.open(workflow: "matter", data: data), by: .office)
  }

  mutating func fire(
    _ event: String, _ data: [String: Value] = [:], by actor: Actor, track: Int? = nil, on date: CivilDate? = nil
  ) throws(Rejection) {
    try submit(.fire(event: event, track: track.map { TrackID($0) }, data: data), by: actor, on: date)
  }

  mutating func submit(
    _ request: Command.Request, by actor: Actor, on date: CivilDate? = nil, expected: Int64? = nil,
    origin: Command.Origin? = nil
  ) throws(Rejection) {
    let command = Command(
      id: CommandID("c\(history.count)"), target: CaseID(7), request: request, actor: actor,
      via: "test", on: date, expected: expected, origin: origin)
    let named = directory ?? command.names(in: library).assumed
    let transition = try decide(command, on: current, in: context(naming: named))
    history += transition.events
    messages += transition.messages
    current = transition.result
    registers.merge(transition.drawn) { $1 }
  }

  /// Lets the clock run to `end`, firing what is due in due order; says what fired.
  mutating func wait(until end: Moment) throws(Rejection) -> [String] {
    var names: [String] = []
    while let next = current?.timers(in: library).min(by: { ($0.due, $0.key) < ($1.due, $1.key) }), next.due <= end {
      moment = max(moment, next.due)
      let seen = history.count
      try submit(.timer(key: next.key, due: next.due), by: .engine)
      names += history[seen...].map(\.name)
    }
    moment = max(moment, end)
    return names
  }

  /// From registration to the answer of one unit.
  mutating func answered(class code: String = "B", unit: String = "civil") throws(Rejection) {
    try open()
    try fire("assign", ["units": .string(unit)], by: .office)
    try reply(class: code, unit: unit, track: 1)
  }

  mutating func reply(class code: String, unit: String, track: Int) throws(Rejection) {
    try fire(
      "draft", ["text": .string("we build"), "class": .string(code)], by: .holder("drafter", of: unit), track: track)
    for post in ["checker", "legal", "finance"] {
      try fire("approve", by: .holder(post, of: unit), track: track)
    }
  }
}
