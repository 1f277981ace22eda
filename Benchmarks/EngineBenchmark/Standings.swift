import LookbackCore
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The places where a case of the benchmark can stand, each as the engine made it.
struct Standings: Sendable {
  let drafting: StandingRows
  let review: StandingRows
  let asleep: StandingRows
  /// Drafting again, after its timer woke it.
  let woken: StandingRows

  var submit: RawWriter.Step { RawWriter.Step(before: drafting, after: review) }
  var turnBack: RawWriter.Step { RawWriter.Step(before: review, after: drafting) }
  var wake: RawWriter.Step { RawWriter.Step(before: asleep, after: woken) }

  /// Lets one case go through all of them.
  static func make(in bureau: Bureau) async throws -> Standings {
    var template = Template(bureau)
    _ = try await template.begin()
    let review = try await template.fire("submit")
    let drafting = try await template.fire("turn back")
    let asleep = try await template.fire("sleep")
    let due = asleep.timers.filter { $0.key.contains(":after:") }
    guard due.count == 1 else { throw BenchProblem("a case that sleeps has \(due.count) timers that wake it") }
    // Woken by hand: a clone that entered its state half an hour ago is due at once.
    let past = asleep.current.root.entered.at.adding(microseconds: -1_801_000_000)
    let clone = try await Herd.clone(asleep, count: 1, base: 100, entered: past, in: bureau)
    let timers = try await bureau.store.dueTimers((0..<64).map { LaneCursor(lane: $0) }, limit: 8)
    guard case .done? = await template.engine.fire(timers).first else {
      throw BenchProblem("the template did not wake")
    }
    let woken = try await StandingRows.read(clone.ids[0], from: bureau)
    return Standings(drafting: drafting, review: review, asleep: asleep, woken: woken)
  }

  /// Drafting, by a case that was opened and begun on `day`.
  static func drafting(since day: CivilDate, in bureau: Bureau) async throws -> StandingRows {
    var template = Template(bureau, day: day)
    return try await template.begin()
  }

  /// The case that goes through them.
  private struct Template {
    let bureau: Bureau
    let engine: Engine
    /// When its events are said to have happened, if not today.
    let day: CivilDate?
    let id: CaseID
    private var count = 0

    init(_ bureau: Bureau, day: CivilDate? = nil) {
      self.bureau = bureau
      self.day = day
      engine = bureau.engine()
      id = engine.newCaseID()
    }

    mutating func begin() async throws -> StandingRows {
      _ = try await go(Bureau.open("template-\(id)", id))
      return try await fire("begin")
    }

    mutating func fire(_ event: String) async throws -> StandingRows {
      try await go(Bureau.fire("template-\(id)-\(count)", id, event))
    }

    private mutating func go(_ command: Command) async throws -> StandingRows {
      var command = command
      command.on = day
      guard case .done = await engine.submit([command])[0] else {
        throw BenchProblem("the template could not \(command.request)")
      }
      count += 1
      return try await StandingRows.read(id, from: bureau)
    }
  }
}
