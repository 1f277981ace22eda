import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Which cells of a configuration can still matter in each state, and how precisely. Configurations that differ only in
/// values that are not read before they are written again are treated as one.
struct Liveness {
  /// What is forgotten of a configuration in one state.
  private struct Row {
    /// The sets of values of a field that are not distinguished.
    var fields: [(cell: Int, parts: [UInt64])] = []
    var counters: [Int] = []
    var clocks: [(cell: Int, phases: [UInt64])] = []
    /// For each clock whether something can notice that it runs out in this state.
    var lapses: [Bool] = []
  }

  private var rows: [Row] = []

  /// Forgets nothing.
  init() {}

  /// - Parameter asked: fields that guards of tracks read.
  init(_ machine: Machine, asked: Set<String>) {
    let course = StateCourse(machine, asked: asked)
    let live = course.live()
    rows = machine.workflow.states.indices.map { Self.row(live[$0], machine) }
    for clock in machine.clocks.indices {
      let seen = course.seesAtOnce(clock, live)
      for state in rows.indices {
        let asks =
          course.asked[state].late.contains(clock)
          || course.ways[state].contains { way in
            !way.starts.contains(clock) && seen[way.target]
          }
        rows[state].lapses.append(asks && live[state].late.contains(clock))
      }
    }
  }

  /// Whether it matters that a clock runs out in this state and not later.
  func lapses(_ clock: Int, in state: Int) -> Bool { rows.isEmpty || rows[state].lapses[clock] }

  func forgetting(_ configuration: Configuration) -> Configuration {
    guard !rows.isEmpty else { return configuration }
    let row = rows[configuration.state]
    var rest = configuration
    for (cell, parts) in row.fields {
      for part in parts where rest.cells[cell] & part != 0 { rest.cells[cell] |= part }
    }
    for cell in row.counters { rest.cells[cell] = 0 }
    for (cell, phases) in row.clocks { rest.cells[cell] = phases[Int(rest.cells[cell])] }
    return rest
  }

  private static func row(_ demand: Demand, _ machine: Machine) -> Row {
    var row = Row()
    for (field, parts) in demand.fields.enumerated() {
      let blurred = parts.filter { $0.nonzeroBitCount > 1 }
      if !blurred.isEmpty { row.fields.append((machine.fieldCell(field), blurred)) }
    }
    row.counters = machine.counters.indices.filter { !demand.counters.contains($0) }.map { machine.counterCell($0) }
    for clock in machine.clocks.indices {
      let phases = ClockPhase.allCases.map { phase(of: $0, clock, demand).rawValue }
      if phases != ClockPhase.allCases.map(\.rawValue) { row.clocks.append((machine.clockCell(clock), phases)) }
    }
    return row
  }

  private static func phase(of phase: ClockPhase, _ clock: Int, _ demand: Demand) -> ClockPhase {
    guard demand.clocks.contains(clock) else { return .notStarted }
    if demand.late.contains(clock) { return phase }
    if demand.paused.contains(clock) { return phase.inTime }
    return phase == .notStarted ? phase : .running
  }
}
