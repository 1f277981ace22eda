import LookbackCore

/// Compares a version that takes over running cases with one of the versions from which they come. Everything that an
/// old case may have needs a place in the new version, and the definition must say what happens to each clock that
/// changes.
struct MoveCheck {
  let old: Workflow
  let new: Workflow
  let moves: Moves
  /// The value of the key `moves`.
  let node: SourceNode
  private(set) var log: DiagnosticLog
  private let translated: Workflow

  init(old: Workflow, new: Workflow, moves: Moves, node: SourceNode, file: String) {
    (self.old, self.new, self.moves, self.node) = (old, new, moves, node)
    log = DiagnosticLog(file: file)
    translated = moves.translated(old)
  }

  private var version: Int { old.reference.version }

  mutating func run() {
    if old.timezone != new.timezone {
      log.error(
        "bad-move", "version \(version) lives in \(old.timezone): cases cannot move to another time zone",
        at: node.location)
    }
    checkStates()
    checkClocks()
    checkFields()
  }

  private mutating func checkStates() {
    let place = node["states"]?.location ?? node.location
    for state in old.states {
      guard let target = new.state(moves.state(state.name)) else {
        log.error(
          "unmapped-state", "version \(version) has the state `\(state.name)`: say under `states` what it is here",
          at: place)
        continue
      }
      if target.isFinal != state.isFinal {
        let (was, now) = state.isFinal ? ("final", "not") : ("not final", "final")
        log.error(
          "moved-ending",
          "`\(state.name)` of version \(version) is \(was), and `\(target.name)` is \(now): no case "
            + "ends or goes on by moving", at: entry(state.name, in: "states") ?? place)
      }
    }
  }

  private mutating func checkClocks() {
    for clock in translated.clocks {
      guard let now = new.clock(clock.name) else {
        if moves.clocks[clock.name] != .cancel {
          undecided("`\(clock.name)` of version \(version) is gone: write `\(clock.name): cancel`", clock.name)
        }
        continue
      }
      guard !translated.measures(clock, like: now, of: new) else { continue }
      if moves.clocks[clock.name] == nil {
        undecided(
          "`\(clock.name)` is counted otherwise in version \(version): write keep, recompute or cancel", clock.name)
      }
      checkKeeping(clock)
    }
    for clock in new.clocks where old.clock(clock.name) == nil { checkNew(clock) }
  }

  /// Reports a clock that keeps a date of a field which the new version does not keep.
  private mutating func checkKeeping(_ clock: ClockDefinition) {
    guard moves.clocks[clock.name] == .keep, case .at(let path) = clock.term, path.scope == .data,
      new.field(path.field) == nil || moves.data.values.contains(path.field)
    else { return }
    undecided("the field of `\(clock.name)` is another here: write recompute or cancel", clock.name)
  }

  private mutating func checkNew(_ clock: ClockDefinition) {
    switch (moves.clocks[clock.name], clock.term) {
    case (nil, _):
      undecided(
        "`\(clock.name)` is not in version \(version): write recompute, if cases that move get it, or keep", clock.name)
    case (.keep, .computed), (.cancel, .computed):
      undecided("`\(clock.name)` runs as soon as its fields give a date: write recompute", clock.name)
    case (.cancel, _):
      undecided("`\(clock.name)` is not in version \(version) and cannot be cancelled: write keep", clock.name)
    default: break
    }
  }

  private mutating func undecided(_ message: String, _ clock: String) {
    let place = entry(clock, in: "clocks") ?? node["clocks"]?.location ?? node.location
    log.error("undecided-clock", message, at: place)
  }

  private mutating func checkFields() {
    for field in new.fields where field.isUnique {
      guard old.field(field.name)?.isUnique != true else { continue }
      log.error(
        "bad-move", "`\(field.name)` is unique, and in version \(version) it is not: cases that move might share one",
        at: node.location)
    }
    for (key, value) in node["data"]?.pairs ?? [] {
      guard let name = value.text, old.field(name) != nil, moves.data[name] == nil else { continue }
      log.error(
        "bad-move", "version \(version) has both `\(key.text ?? "")` and `\(name)`: two fields cannot become one",
        at: key.location)
    }
    let place = node["data"]?.location ?? node.location
    for field in old.fields where new.field(moves.field(field.name)) == nil && !moves.clear.contains(field.name) {
      log.warning(
        "unmapped-field",
        "version \(version) has the field `\(field.name)`: cases in which it holds something stay "
          + "where they are", at: place)
    }
  }

  private func entry(_ name: String, in section: String) -> SourceLocation? {
    node[section]?.pairs?.first { $0.key.text == name }?.key.location
  }
}

/// Checks one definition against all older versions that are at hand.
struct MovesCheck {
  let workflow: Workflow
  let outline: WorkflowOutline
  /// Every known version, this one included.
  let versions: [Workflow]

  func diagnostics() -> [Diagnostic] {
    guard let moves = workflow.moves, let node = outline.keys["moves"] else { return [] }
    let name = workflow.reference.name
    let old = moves.from.compactMap { number in
      versions.first { $0.reference == WorkflowReference(name: name, version: number) }
    }
    var found: [Diagnostic] = []
    for version in old {
      var check = MoveCheck(old: version, new: workflow, moves: moves, node: node, file: outline.file)
      check.run()
      found += check.log.diagnostics
    }
    return found + strangers(moves, old, node)
  }

  /// Returns findings about names that no older version has, and about versions that are not at hand.
  private func strangers(_ moves: Moves, _ old: [Workflow], _ node: SourceNode) -> [Diagnostic] {
    var log = DiagnosticLog(file: outline.file)
    let missing = moves.from.filter { number in !old.contains { $0.reference.version == number } }
    guard missing.isEmpty else {
      let numbers = missing.map(String.init).joined(separator: ", ")
      log.warning(
        "unchecked-moves",
        "version \(numbers) is not here, so that what moves from it was not checked; the daemon "
          + "checks it when this is published", at: node["from"]?.location ?? node.location)
      return log.diagnostics
    }
    let states = old.flatMap(\.states).map(\.name)
    let fields = old.flatMap(\.fields).map(\.name)
    let clocks = (old + [workflow]).flatMap(\.clocks).map(\.name)
    for (section, code, what, known) in [
      ("states", "unknown-state", "state of an older version", states),
      ("data", "unknown-field", "field of an older version", fields), ("clocks", "unknown-clock", "clock", clocks),
    ] {
      for (key, _) in node[section]?.pairs ?? [] where !known.contains(key.text ?? "") {
        log.unknown(code, what, key.text ?? "", among: known, at: key.location)
      }
    }
    for name in node["clear"].map({ $0.items ?? [$0] }) ?? [] where !fields.contains(name.text ?? "") {
      log.unknown("unknown-field", "field of an older version", name.text ?? "", among: fields, at: name.location)
    }
    return log.diagnostics
  }
}
