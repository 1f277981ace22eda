import LookbackCEL
import LookbackCore
import LookbackDefinition

/// What guards see of a configuration.
struct MachineView: PartialEnvironment {
  let machine: Machine
  var configuration: Configuration
  /// Who fires the event: a person, the engine or another case.
  var asker: Asker
  /// The assumed values of the case's fields, seen from a track.
  var shared: [String: Known] = [:]
  /// Whether an expression fails only because of missing values, and never because of the type of a value.
  var trustsTypes = false

  enum Asker { case person, engine, signal }

  func known(at path: [String]) -> Known? {
    switch path.first {
    case "data": data(path)
    case "case": machine.isRoot ? data(path) : caseData(path)
    case "track": track(path)
    case "tracks": path.count == 2 ? tracks(path[1]) : .anything
    case "actor": actor(path)
    case "sender": asker == .signal ? .present : .null
    default: .anything
    }
  }

  func relation(of one: [String], to other: [String]) -> Relation? {
    machine.relation(of: one, to: other, configuration)
  }

  private func data(_ path: [String]) -> Known? {
    guard path.count == 2 else { return .anything }
    guard let index = machine.index(ofField: path[1]) else { return .anything }
    return machine.domains[index].known(configuration.cells[machine.fieldCell(index)])
  }

  private func caseData(_ path: [String]) -> Known? {
    path.count == 2 ? shared[path[1]] ?? machine.caseFields[path[1]] ?? .anything : .anything
  }

  private func track(_ path: [String]) -> Known? {
    guard path.count >= 2 else { return .anything }
    switch path[1] {
    case "group": return machine.group == WatchedGroup.unknown ? .present : .exactly(.string(machine.group ?? ""))
    case "unit": return machine.isRoot ? .null : .present
    case "state": return .exactly(.string(machine.state(configuration).name))
    case "ended": return .exactly(.bool(machine.isOver(configuration)))
    case "data": return path.count == 3 ? data(["data", path[2]]) : .anything
    default: return .anything
    }
  }

  private func actor(_ path: [String]) -> Known? {
    guard path.count == 2 else { return .anything }
    switch path[1] {
    case "person": return asker == .person ? .present : .null
    case "posts": return asker == .person ? .list(atLeast: 0, atMost: nil) : .exactly(.list([]))
    default: return .anything
    }
  }

  private func tracks(_ group: String) -> Known? {
    guard let index = machine.index(ofGroup: group), let summary = machine.groups[index].summary else {
      return .list(atLeast: 0, atMost: nil)
    }
    let watched = machine.groups[index]
    let runs = machine.state(configuration).tracks.contains { $0.group == group }
    let shown = configuration.tracks[index].filter { !runs || $0 & Configuration.frozen == 0 }
    return .elements(
      shown.map { member in
        let seen = summary.classes[Int(member & ~Configuration.frozen)]
        let isEnded = seen.isOver || member & Configuration.frozen != 0
        return .fields([
          "unit": .present, "group": .exactly(.string(group)), "ended": .exactly(.bool(isEnded)), "data": .anything,
          "state": seen.state.map { .exactly(.string($0)) }
            ?? .other(than: Set((watched.named ?? []).map { .string($0) })),
        ])
      })
  }

  func known(calling function: String, _ argument: Value?) -> Known? {
    switch (function, argument) {
    case ("count", .string(let event)?): count(event)
    case ("clock", .string(let name)?): clock(name)
    case ("count", _): .number(atLeast: 0, atMost: nil)
    case ("clock", _), ("add_working_days", _), ("add_months", _): .anything
    default: .present
    }
  }

  private func count(_ event: String) -> Known {
    guard let index = machine.counters.firstIndex(where: { $0.event == event }) else {
      return .number(atLeast: 0, atMost: nil)
    }
    let count = Int(configuration.cells[machine.counterCell(index)])
    return count >= machine.counters[index].limit
      ? .number(atLeast: count, atMost: nil) : .exactly(.int(Int64(count)))
  }

  private func clock(_ name: String) -> Known? {
    guard let index = machine.clocks.firstIndex(where: { $0.name == name }) else { return .anything }
    let clock = machine.clocks[index]
    if case .computed = clock.term { return .anything }
    let phase = machine.phase(of: index, in: configuration)
    guard phase != .notStarted, hasDate(clock) else { return nil }
    return .fields(Self.fields(of: clock, phase))
  }

  /// What guards see of a clock that has started.
  static func fields(of clock: ClockDefinition, _ phase: ClockPhase) -> [String: Known] {
    [
      "left": .present, "due": .present,
      "paused": clock.pausesOn.isEmpty ? .exactly(.bool(phase.isPaused)) : .present,
      "overdue": .exactly(.bool(phase.isLate)),
    ]
  }

  /// Whether the clock has a date. One whose date was cleared shows nothing.
  private func hasDate(_ clock: ClockDefinition) -> Bool {
    guard case .at(let path) = clock.term, let field = machine.field(at: path) else { return true }
    return configuration.cells[machine.fieldCell(field)] != FieldDomain.null
  }
}

extension Machine {
  func isOver(_ configuration: Configuration) -> Bool { state(configuration).isFinal }
}
