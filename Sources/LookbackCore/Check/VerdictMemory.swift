import LookbackCEL

/// What guards came to, by the cells that they read.
struct VerdictMemory {
  private struct Key: Hashable {
    let guardIndex: Int
    let asker: MachineView.Asker
    let cells: [UInt64]
  }

  private var cells: [String: (index: Int, cells: [Int])] = [:]
  private var known: [Key: Verdict] = [:]

  init() {}

  /// Guards that look at tracks, at the state or at data of a case that is not their own are answered each time.
  init(_ machine: Machine) {
    for condition in machine.workflow.allGuards where cells[condition.source] == nil {
      var read: Set<Int> = []
      var isOwn = true
      for path in condition.reads {
        if path.first == "actor" || path.first == "sender" { continue }
        guard let name = Relevance.own(read: path, machine.isRoot) else {
          isOwn = false
          break
        }
        guard let field = machine.index(ofField: name) else { continue }
        read.formUnion(machine.withRelations([field]).map(machine.fieldCell))
      }
      for call in LiteralCall.all(in: condition.source) { read.formUnion(machine.cells(of: call)) }
      if isOwn { cells[condition.source] = (cells.count, read.sorted()) }
    }
  }

  mutating func verdict(_ condition: Guard, _ view: MachineView) -> Verdict {
    guard let place = cells[condition.source] else { return view.machine.judged(condition, view) }
    let key = Key(
      guardIndex: place.index, asker: view.asker, cells: place.cells.map { view.configuration.cells[$0] })
    if let verdict = known[key] { return verdict }
    let verdict = view.machine.judged(condition, view)
    known[key] = verdict
    return verdict
  }
}

extension Machine {
  /// What the answer of a host's function is made of.
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
