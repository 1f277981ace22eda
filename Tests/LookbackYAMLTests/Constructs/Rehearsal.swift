import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackTools
import LookbackYAML
import Synchronization
import Testing

/// A case of loaded definitions, moved by commands on a clock of its own; remembers the whole history.
struct Rehearsal {
  var library: Library { didSet { schedules = ScheduleCache() } }
  var moment: Moment
  var current: Case?
  var history: [CaseEvent] = []
  var messages: [Message] = []
  /// What decisions on this case and on others have derived.
  var schedules = ScheduleCache()
  /// Values that other cases are known to hold.
  var taken: [UniqueValue: CaseID] = [:]

  /// - Parameter files: complete definitions; a plain calendar is added.
  init(_ files: [String], on day: String = "2024-03-04") throws {
    library = try Self.library(of: files)
    moment = try Moment(parsing: "\(day)T01:00:00Z")
  }

  /// Definitions that were read and proved before: many lives are led by the same.
  private static let known = Mutex<[[String]: Library]>([:])

  private static func library(of files: [String]) throws -> Library {
    if let known = known.withLock({ $0[files] }) { return known }
    let named = files.enumerated().map { Workbench.file("\($0.offset).yaml", $0.element) }
    let loaded = LibraryLoader().load(named + [Workbench.file("plain.yaml", calendar)])
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    try #require(
      errors.isEmpty, "\(errors.map { $0.rendered(source: loaded.sources[$0.file]) }.joined(separator: "\n"))")
    known.withLock { $0[files] = loaded.library }
    return loaded.library
  }

  static let calendar = """
    notation: 1
    calendar: plain
    version: 1
    weekend: [saturday, sunday]
    years: {}
    """

  mutating func open(_ workflow: String, _ data: [String: Value] = [:]) throws {
    let opener = Simulation(library, at: moment).opener(of: workflow, data)
    try submit(.open(workflow: workflow, data: data), by: opener)
  }

  mutating func fire(
    _ event: String, _ data: [String: Value] = [:], by actor: Actor, track: Int? = nil, on day: String? = nil
  ) throws {
    let date = try day.map { try CivilDate(parsing: $0) }
    try submit(.fire(event: event, track: track.map { TrackID($0) }, data: data), by: actor, on: date)
  }

  mutating func submit(_ request: Command.Request, by actor: Actor, on date: CivilDate? = nil) throws(Rejection) {
    let command = Command(
      id: CommandID("c\(history.count)"), target: CaseID(7), request: request, actor: actor,
      via: "test", on: date)
    var context = DecisionContext(
      library: library, moment: moment, directory: command.names(in: library).assumed)
    context.taken = taken
    let transition = try decide(command, on: current, in: context, &schedules)
    history += transition.events
    messages += transition.messages
    expectWrites(of: transition)
    current = transition.result
  }

  /// What is written is the difference between what is derived afresh of the case before and after, whatever was known.
  private func expectWrites(of transition: Transition) {
    let fresh = CaseSchedule(transition.result, in: library)
    let before = current.map { CaseSchedule($0, in: library) }
    let writes = transition.writes
    #expect(Set(writes.timers.applied(to: before?.timers ?? [])) == Set(fresh.timers))
    #expect(
      Set(writes.workItems.applied(to: current?.workItems(in: library) ?? []))
        == Set(transition.result.workItems(in: library)))
    #expect(
      Set(writes.uniqueValues.applied(to: current?.uniqueValues(in: library) ?? []))
        == Set(transition.result.uniqueValues(in: library)))
    #expect(
      Set(writes.readers.applied(to: current?.readers(in: library) ?? []))
        == Set(transition.result.readers(in: library)))
    #expect(writes.heading ?? current?.heading(in: library) == transition.result.heading(in: library))
    #expect(writes.urgency == fresh.urgency)
    expectLists(fresh.urgency, of: transition.result)
  }

  /// Lists call the case overdue from the very moment from which the case itself is.
  private func expectLists(_ urgency: Urgency, of current: Case) {
    let terms = current.terms(in: library)
    let lapses = terms.map(\.lapse).filter { $0 > moment && $0.microseconds < .max }
    for moment in [moment] + lapses + lapses.map({ Moment(microseconds: $0.microseconds - 1) }) {
      #expect(urgency.isOverdue(at: moment) == terms.contains { $0.isOverdue(at: moment) }, "at \(moment)")
    }
  }

  /// The rejection that the event meets; nothing is changed.
  func refusal(
    _ event: String, _ data: [String: Value] = [:], by actor: Actor, track: Int? = nil
  ) -> Rejection? {
    var trial = self
    do {
      try trial.submit(.fire(event: event, track: track.map { TrackID($0) }, data: data), by: actor)
      return nil
    } catch { return error }
  }

  /// Lets the clock run to the end of `day`, firing what is due; what fired, with the day.
  mutating func wait(until day: String) throws -> [String] {
    let end = try Moment(parsing: "\(day)T15:59:59Z")
    var fired: [String] = []
    while let next = current?.timers(in: library).min(by: { ($0.due, $0.key) < ($1.due, $1.key) }), next.due <= end {
      moment = max(moment, next.due)
      let seen = history.count
      try submit(.timer(key: next.key, due: next.due), by: .engine)
      fired += history[seen...].map { "\($0.name) \($0.on)" }
    }
    moment = max(moment, end)
    return fired
  }

  var state: String { current?.root.state ?? "" }

  func due(_ clock: String) -> String? {
    current?.deadlines(in: library).last { $0.clock == clock }?.due.description
  }

  /// What history gives is what stands.
  func expectReplay() {
    #expect(Case.replay(history, id: CaseID(7)) == current)
  }
}

extension Actor {
  /// A person who holds these posts, each POST@UNIT; the first names the person.
  static func someone(_ posts: String..., code: String? = nil, for others: Set<ActiveSubstitution> = []) -> Actor {
    .person(
      code: code ?? posts.first ?? "nobody", posts: Set(posts.compactMap { Post(parsing: $0) }), substitutingFor: others
    )
  }
}

extension ActiveSubstitution {
  static func whole(_ person: String, _ posts: String...) -> ActiveSubstitution {
    ActiveSubstitution(person: person, posts: Set(posts.compactMap { Post(parsing: $0) }), isWhole: true)
  }

  static func post(_ post: String, of person: String) -> ActiveSubstitution {
    ActiveSubstitution(person: person, posts: Set([Post(parsing: post)].compactMap { $0 }), isWhole: false)
  }
}

extension Post {
  init?(parsing text: String) {
    let parts = text.split(separator: "@").map(String.init)
    guard parts.count == 2 else { return nil }
    self.init(name: parts[0], unit: parts[1])
  }
}

extension Delta {
  /// The rows that there are after it; a row that is removed was there, and one that is added was not.
  fileprivate func applied(to rows: [Row]) -> [Row] {
    #expect(removed.allSatisfy(rows.contains) && !added.contains(where: rows.contains))
    return rows.filter { !removed.contains($0) } + added
  }
}
