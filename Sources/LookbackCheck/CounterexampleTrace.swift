import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime

/// Follows a way through an exploration and its tracks, and describes it as a course of events.
struct CounterexampleTrace {
  private let exploration: Exploration
  private var node: Int
  private var tracks: [[CounterexampleTrace]]

  init(_ exploration: Exploration, at node: Int) {
    self.exploration = exploration
    self.node = node
    tracks = []
    openTracks()
  }

  /// Describes a way from a beginning as a course of events.
  static func course(_ exploration: Exploration, _ way: [(node: Int, edge: Exploration.Edge)], at end: Int? = nil)
    -> [CourseStep]
  {
    guard let start = way.first?.node ?? end else { return [] }
    var trace = CounterexampleTrace(exploration, at: start)
    let (first, workflow) = (exploration.state(of: start), exploration.machine.workflow)
    var steps = [
      CourseStep(
        kind: .event, name: "open", title: workflow.eventTitle("open") ?? Label(english: nil, chinese: nil), track: "",
        result: first.name, resultTitle: first.title)
    ]
    for step in way { steps += trace.follow(step.edge) }
    return steps.withoutCoarseData
  }

  private mutating func openTracks() {
    tracks = exploration.machine.groups.map { _ in [] }
    followLists()
  }

  /// Keeps the tracks that still run, and opens the new ones.
  private mutating func followLists() {
    for (index, group) in exploration.machine.groups.enumerated() {
      guard let summary = group.summary else { continue }
      var missing = exploration.nodes[node].tracks[index].map { Int($0) }
      var running: [CounterexampleTrace] = []
      for track in tracks[index] {
        guard let place = missing.firstIndex(of: summary.classOf[track.node]) else { continue }
        missing.remove(at: place)
        running.append(track)
      }
      let beginnings = missing.compactMap { member in
        summary.exploration.beginnings.first { summary.classOf[$0] == member }
      }
      tracks[index] = running + beginnings.map { CounterexampleTrace(summary.exploration, at: $0) }
    }
  }

  private mutating func follow(_ edge: Exploration.Edge) -> [CourseStep] {
    let label = exploration.labels[edge.label]
    let before = node
    node = edge.target
    switch label.act {
    case .look: return look(from: before)
    case .track(let group, let from, let move):
      let steps = followTrack(group, Int(from), move)
      followLists()
      return steps
    default: break
    }
    if label.entered != nil { openTracks() } else { followLists() }
    return [step(label)] + look(from: before)
  }

  private func step(_ label: StepLabel) -> CourseStep {
    let (state, workflow) = (exploration.state(of: node), exploration.machine.workflow)
    let name: String
    var kind: CourseStep.Kind = label.isAutomatic ? .automatic : .event
    switch label.act {
    case .event(let event, _, _): name = event
    case .approve: name = AvailableAction.approve
    case .refuse: name = AvailableAction.refuse
    case .extend(let clock): name = AvailableAction.extend(clock)
    case .onClock(let event): name = event
    case .lapse(let clock):
      (name, kind) = (clock, .lapse)
    case .list(let group):
      (name, kind) = (exploration.machine.groups[group].name, .list)
    case .track, .look: name = ""
    }
    let title = kind == .lapse ? workflow.clock(name)?.title : workflow.eventTitle(name)
    return CourseStep(
      kind: kind, name: name, title: title ?? Label(english: nil, chinese: nil), track: "", result: state.name,
      resultTitle: state.title)
  }

  /// The fields of which more is known than before the step.
  private func look(from before: Int) -> [CourseStep] {
    let (old, new) = (exploration.nodes[before], exploration.nodes[node])
    return exploration.machine.domains.enumerated().compactMap { index, domain in
      let cell = exploration.machine.fieldCell(index)
      guard old.cells[cell] != new.cells[cell], new.cells[cell] != domain.everything else { return nil }
      return CourseStep(
        kind: .data, name: domain.shownName, title: Label(english: nil, chinese: nil), track: "",
        result: domain.brief(new.cells[cell]), resultTitle: Label(english: nil, chinese: nil))
    }
  }

  private mutating func followTrack(_ group: Int, _ stateClass: Int, _ move: Int) -> [CourseStep] {
    guard let summary = exploration.machine.groups[group].summary,
      let place = tracks[group].firstIndex(where: { summary.classOf[$0.node] == stateClass })
    else { return [] }
    let wanted = summary.classes[stateClass].edges[move]
    let steps = tracks[group][place].take(wanted, in: summary)
    let name = "\(exploration.machine.groups[group].name) \(place + 1)"
    return steps.map { step in
      var step = step
      step.track = step.track.isEmpty ? name : "\(name) · \(step.track)"
      return step
    }
  }

  /// Takes the shortest way that the parent sees as this one step.
  private mutating func take(_ wanted: TrackSummary.Edge, in summary: TrackSummary) -> [CourseStep] {
    let here = summary.classOf[node]
    func isLast(_ edge: Exploration.Edge) -> Bool {
      summary.labelOf[edge.label] == wanted.label && summary.classOf[edge.target] == wanted.target
    }
    let way = exploration.way(
      from: [node], to: { place in exploration.edges[place].contains(where: isLast) },
      through: { edge, _ in summary.labelOf[edge.label] == 0 && summary.classOf[edge.target] == here })
    var steps: [CourseStep] = []
    for step in way ?? [] { steps += follow(step.edge) }
    if let last = exploration.edges[node].first(where: isLast) { steps += follow(last) }
    return steps
  }
}

extension [CourseStep] {
  /// The steps without repeated looks at one field: of several in a row only the last is kept.
  fileprivate var withoutCoarseData: [CourseStep] {
    enumerated().filter { index, step in
      guard step.kind == .data else { return true }
      let rest = self[(index + 1)...].prefix { $0.kind == .data }
      return !rest.contains { $0.name == step.name && $0.track == step.track }
    }.map(\.element)
  }
}

extension FieldDomain {
  private var sides: [String] { isRelation ? name.split(separator: " \(Relation.asking) ").map(String.init) : [] }
  fileprivate var shownName: String { sides.first ?? name }

  /// What is known of the field, as a course of events shows it.
  fileprivate func brief(_ cell: UInt64) -> String {
    if let other = sides.last { return "… \(Relation(rawValue: UInt8(cell >> 1)).sign) \(other)" }
    let (held, others) = (finest(cell), finest(everything & ~cell).compactMap(\.value))
    guard held.count > 1 else { return held.first?.brief ?? "…" }
    guard !others.isEmpty, others.count + held.count == values.count else { return "…" }
    return "… ≠ " + others.map(\.description).sorted().joined(separator: ", ")
  }
}

extension Relation {
  fileprivate var sign: String {
    switch self {
    case .less: "<"
    case [.less, .same]: "<="
    case .same: "=="
    case [.same, .greater]: ">="
    case .greater: ">"
    default: "≠"
    }
  }
}

extension Known {
  /// What is known, as a course of events shows it.
  var brief: String {
    switch self {
    case .exactly(let value): value.description
    case .present: "…"
    case .other(let values): "… ≠ " + values.map(\.description).sorted().joined(separator: ", ")
    case .list(let least, let most): most == least ? "[\(least)]" : "[\(least)+]"
    case .number(let least, let most): "\(least)…\(most.map(String.init) ?? "")"
    case .elements, .fields, .anything: "…"
    }
  }
}
