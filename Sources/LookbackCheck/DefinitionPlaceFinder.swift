import LookbackCore
import LookbackDefinition

/// Finds the location in the file of each part of a definition.
struct DefinitionPlaceFinder {
  let file: String
  private let keys: KeyedValues

  init(_ outline: WorkflowOutline) {
    file = outline.file
    keys = outline.keys
  }

  private static func pair(_ name: String, in node: SourceNode?) -> (key: SourceNode, value: SourceNode)? {
    node?.pairs?.first { $0.key.text == name }
  }

  private static func item(_ index: Int, of node: SourceNode?) -> SourceNode? {
    guard let items = node?.items else { return index == 0 ? node : nil }
    return items.indices.contains(index) ? items[index] : nil
  }

  var workflow: SourceLocation { keys["workflow"]?.location ?? keys.location }

  func state(_ name: String) -> SourceLocation {
    Self.pair(name, in: keys["states"])?.key.location ?? workflow
  }

  private func node(ofState name: String) -> SourceNode? { Self.pair(name, in: keys["states"])?.value }

  private func event(_ name: String, in state: String?) -> (key: SourceNode, value: SourceNode)? {
    let events = state.map { node(ofState: $0)?["events"] } ?? keys["anywhere"]
    return Self.pair(name, in: events)
  }

  /// The location of an event of a state, or of `anywhere` if `state` is nil.
  func event(_ name: String, of state: String?) -> SourceLocation {
    event(name, in: state)?.key.location ?? state.map { self.state($0) } ?? workflow
  }

  func candidate(_ index: Int, of name: String, in state: String?) -> SourceLocation {
    guard let node = event(name, in: state)?.value else { return event(name, of: state) }
    return node.items == nil ? event(name, of: state) : Self.item(index, of: node)?.location ?? node.location
  }

  /// The location of a guard of a candidate; `rule` -1 is the event's `when`.
  func rule(_ rule: Int, of candidate: Int, _ name: String, in state: String?) -> SourceLocation {
    guard let value = event(name, in: state)?.value else { return event(name, of: state) }
    let node = Self.item(candidate, of: value)
    if rule < 0 { return (value["when"] ?? Self.item(0, of: value)?["when"])?.location ?? event(name, of: state) }
    guard let found = Self.item(rule, of: node?["if"]) else {
      return self.candidate(candidate, of: name, in: state)
    }
    return (found["cel"] ?? found).location
  }

  /// The location of the value of a key of an event.
  func part(_ key: String, of name: String, in state: String?) -> SourceLocation {
    guard let value = event(name, in: state)?.value else { return event(name, of: state) }
    return (value[key] ?? Self.item(0, of: value)?[key])?.location ?? event(name, of: state)
  }

  /// The location of the value that a candidate assigns to a field.
  func assignment(_ path: ValuePath, of candidate: Int, _ name: String, in state: String?) -> SourceLocation {
    let node = event(name, in: state).flatMap { Self.item(candidate, of: $0.value) }
    let found = Self.pair(path.description, in: node?["set"]) ?? Self.pair(path.field, in: node?["set"])
    return found?.value.location ?? self.candidate(candidate, of: name, in: state)
  }

  /// The location of an effect of a candidate.
  func effect(_ index: Int, of candidate: Int, _ name: String, in state: String?) -> SourceLocation {
    let node = event(name, in: state).flatMap { Self.item(candidate, of: $0.value) }
    return Self.item(index, of: node?["do"])?.location ?? event(name, of: state)
  }

  func clock(_ name: String) -> SourceLocation { Self.pair(name, in: keys["clocks"])?.key.location ?? workflow }

  func part(_ key: String, ofClock name: String) -> SourceLocation {
    Self.pair(name, in: keys["clocks"])?.value[key]?.location ?? clock(name)
  }

  func reminder(_ index: Int, of clock: String) -> SourceLocation {
    Self.item(index, of: Self.pair(clock, in: keys["clocks"])?.value["remind"])?.location ?? self.clock(clock)
  }

  func track(_ group: String, of state: String) -> SourceLocation {
    let items = node(ofState: state)?["tracks"]?.items ?? []
    return items.first { $0["as"]?.text == group }?.location ?? self.state(state)
  }

  func step(_ index: Int, of state: String) -> SourceLocation {
    Self.item(index, of: node(ofState: state)?["approval"]?["steps"])?.location ?? approval(of: state)
  }

  func approval(of state: String) -> SourceLocation {
    Self.pair("approval", in: node(ofState: state))?.key.location ?? self.state(state)
  }

  func lookBack(_ index: Int) -> SourceLocation { Self.item(index, of: keys["look back"])?.location ?? workflow }
  func promise(_ index: Int) -> SourceLocation { Self.item(index, of: keys["promises"])?.location ?? workflow }
  func role(_ name: String) -> SourceLocation { Self.pair(name, in: keys["roles"])?.key.location ?? workflow }
}
