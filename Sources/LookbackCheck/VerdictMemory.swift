import LookbackCEL
import LookbackCore
import LookbackDefinition

/// A cache of verdicts on guards, by what the guards read of a configuration.
struct VerdictMemory {
  /// What one guard reads: cells of the configuration, the state, tracks of groups, and fields of the case seen from a
  /// track.
  private struct Reading {
    let number: Int
    var cells: [Int] = []
    var groups: [Int] = []
    var asksState = false
    var caseFields: [String] = []
  }

  private struct Key: Hashable {
    let guardNumber: Int
    let asker: MachineView.Asker
    let state: Int
    let cells: [UInt64]
    var tracks: [[UInt16]] = []
    var shared: [String: Known] = [:]
  }

  private var readings: [String: Reading] = [:]
  private var known: [Key: Verdict] = [:]

  init() {}

  init(_ machine: Machine) {
    for condition in machine.workflow.allGuards where readings[condition.source] == nil {
      readings[condition.source] = Self.reading(of: condition, number: readings.count, machine)
    }
  }

  /// Determines what a guard reads; nil if it reads a whole record. Such a guard is evaluated each time.
  private static func reading(of condition: Guard, number: Int, _ machine: Machine) -> Reading? {
    var reading = Reading(number: number)
    var cells: Set<Int> = []
    for path in condition.reads {
      if let name = ConeOfInfluence.own(read: path, machine.isRoot) {
        guard let field = machine.index(ofField: name) else { continue }
        cells.formUnion(machine.withRelations([field]).map(machine.fieldCell))
        continue
      }
      switch (path.first, path.count >= 2) {
      case ("tracks", true):
        // Which tracks are visible depends on the state, too.
        reading.asksState = true
        if let group = machine.index(ofGroup: path[1]) { reading.groups.append(group) }
      case ("track", true) where path[1] != "data": reading.asksState = true
      case ("case", true) where !machine.isRoot: reading.caseFields.append(path[1])
      case ("data", _), ("case", _), ("track", _), ("tracks", _): return nil
      default: continue
      }
    }
    for call in LiteralCall.all(in: condition.source) { cells.formUnion(machine.cells(of: call)) }
    reading.cells = cells.sorted()
    return reading
  }

  mutating func verdict(_ condition: Guard, _ view: MachineView) -> Verdict {
    guard let reading = readings[condition.source] else { return view.machine.judged(condition, view) }
    let configuration = view.configuration
    var key = Key(
      guardNumber: reading.number, asker: view.asker, state: reading.asksState ? configuration.state : -1,
      cells: reading.cells.map { configuration.cells[$0] })
    if !reading.groups.isEmpty { key.tracks = reading.groups.map { configuration.tracks[$0] } }
    if !reading.caseFields.isEmpty { key.shared = view.shared.filter { reading.caseFields.contains($0.key) } }
    if let verdict = known[key] { return verdict }
    let verdict = view.machine.judged(condition, view)
    known[key] = verdict
    return verdict
  }
}

extension Machine {
  /// The cells on which the result of a function call depends.
  func cells(of call: LiteralCall) -> Set<Int> {
    switch call.function {
    case "count": return Set(counters.indices.filter { counters[$0].event == call.argument }.map(counterCell))
    case "clock":
      guard let index = clocks.firstIndex(where: { $0.name == call.argument }) else { return [] }
      guard case .at(let path) = clocks[index].term, let field = field(at: path) else { return [clockCell(index)] }
      return [clockCell(index), fieldCell(field)]
    default: return []
    }
  }
}
