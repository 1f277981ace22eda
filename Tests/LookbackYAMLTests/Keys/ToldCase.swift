import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackTools

/// A case that is led by a story.
struct ToldCase {
  private(set) var simulation: Simulation
  /// What could not be done.
  private(set) var refusals: [String] = []
  private let id = CaseID(1)
  private let track: TrackID
  private let workflow: Workflow

  /// Opens the case and, for tracks, the first of them.
  init(_ story: KeyedStory, of definition: KeyedDefinition, _ simulation: Simulation) throws {
    self.simulation = simulation
    guard let workflow = simulation.library.latest(definition.name) else { throw NoWorkflow() }
    self.workflow = workflow
    track = definition.owner == .case ? .root : TrackID(1)
    let data = try values(story.opening)
    let opener = simulation.opener(of: definition.opened, data)
    try self.simulation.open(definition.opened, data, by: opener)
    if definition.owner == .track { try fire("assign", ["units": .list([.string("unit-1")])], on: .root) }
  }

  private struct NoWorkflow: Error {}

  mutating func follow(_ act: KeyedAct) {
    do {
      switch act {
      case .does(let event, let texts, let person): try fire(event, try values(texts), on: track, by: person)
      case .waits(let day): try simulation.wait(until: CivilDate(parsing: day))
      }
    } catch { refusals.append("\(act): \(error)") }
  }

  private mutating func fire(
    _ event: String, _ data: [String: Value], on track: TrackID, by person: String? = nil
  ) throws {
    let offers = simulation.possibilities(of: id, for: .engine).filter { $0.event == event && $0.track == track }
    let name = person ?? offers.first?.who.first ?? "nobody"
    let actor = simulation.staff.actor(name) ?? .person(code: name, posts: [])
    try simulation.fire(event, data, of: id, by: actor, track: track)
  }

  private func values(_ texts: [String: String]) throws -> [String: Value] {
    var values: [String: Value] = [:]
    for (name, text) in texts { values[name] = try value(text, of: workflow.field(name)?.type) }
    return values
  }

  private func value(_ text: String, of type: FieldType?) throws -> Value {
    switch type {
    case .bool: .bool(text == "true")
    case .int: .int(Int64(text) ?? 0)
    case .date: .date(try CivilDate(parsing: text))
    case .list: .list([.string(text)])
    default: .string(text)
    }
  }
}
