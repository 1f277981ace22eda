import LookbackCEL
import LookbackCore
import LookbackDefinition

extension Machine {
  func answer(_ condition: Guard, _ view: MachineView) -> PartialGuard.Answer {
    (guards[condition.source] ?? PartialGuard(condition)).answer(in: view)
  }

  func ownField(_ path: [String]) -> String? {
    switch (path.count, path[0]) {
    case (2, "data"): path[1]
    case (2, "case") where isRoot: path[1]
    case (3, "track") where path[1] == "data": path[2]
    case (3..., Relation.asking): relation(asked: path)
    default: nil
    }
  }

  enum Meaning {
    case somebody, nobody
    /// It depends on a field, which can be refined or, if the value is nil, cannot.
    case open(RefinementNeeded?)
  }

  /// Whether a role means anybody in this configuration.
  func meaning(of role: Role, _ configuration: Configuration) -> Meaning {
    switch role {
    case .post(_, of: .unit): return .somebody
    case .post(_, of: .trackUnit): return isRoot ? .nobody : .somebody
    case .post(_, of: .field(let path)), .person(let path): return meaning(of: path, configuration)
    }
  }

  private func meaning(of path: ValuePath, _ configuration: Configuration) -> Meaning {
    guard let field = field(at: path) else {
      return caseFields[path.field] == .null ? .nobody : .open(nil)
    }
    let held = configuration.cells[fieldCell(field)]
    let nobody = domains[field].naming(nobodyAmong: held)
    if nobody == 0 { return .somebody }
    return nobody == held ? .nobody : .open(RefinementNeeded(cell: fieldCell(field), parts: [nobody, held & ~nobody]))
  }

  /// The names in promises that mean an event of this machine.
  func told(event: String, in state: String) -> Set<String> {
    watched.isEmpty ? [] : Set([event, "\(state).\(event)"]).intersection(watched)
  }

  /// The names in promises that mean an event of a track of this machine.
  func told(_ events: Set<String>, by group: String) -> Set<String> {
    events.isEmpty ? [] : Set(events.map { "\(group).\($0)" }).intersection(watched)
  }

  /// The outcomes of a candidate's guards together with its wait for tracks to end.
  func awaiting(_ candidate: Candidate, _ configuration: Configuration, _ guarded: Outcomes) -> Outcomes {
    var outcomes = guarded
    let opened = Set(state(configuration).tracks.map(\.group))
    for name in candidate.awaits where opened.contains(name) {
      guard let group = index(ofGroup: name), let summary = groups[group].summary else {
        outcomes = .open
        continue
      }
      let isRunning = configuration.tracks[group].contains { member in
        member & Configuration.frozen == 0 && !summary.classes[Int(member)].isOver
      }
      if isRunning { return .refuses }
    }
    return outcomes
  }

  func write(_ values: [String: Known], into configuration: inout Configuration) {
    for (name, value) in values {
      guard let field = index(ofField: name) else { continue }
      configuration.cells[fieldCell(field)] = domains[field].cell(of: value)
      unrelate(field, &configuration)
    }
  }

  func count(_ event: String, _ configuration: inout Configuration) {
    guard let counter = counters.firstIndex(where: { $0.event == event }) else { return }
    let cell = counterCell(counter)
    configuration.cells[cell] = min(configuration.cells[cell] + 1, UInt64(counters[counter].limit))
  }
}
