import LookbackCEL

extension Command {
  /// Returns the other cases that guards of the requested event can read: those named in the command, and those named
  /// in fields of the case.
  package func otherCases(of current: Case?, in library: Library, _ directory: Directory) -> Set<CaseID> {
    var found: Set<CaseID> = []
    switch request {
    case .open(let name, let data):
      guard let reference = library.latest[name] else { return [] }
      for path in library.lookouts(of: reference)?.opening ?? [] { found.formUnion(directory.named(data[path.field])) }
    case .fire(let event, let track, let data):
      for own in current?.tracks ?? [] where track == nil || own.id == track {
        for path in library.lookouts(of: own.workflow)?.events[event] ?? [] {
          let given = path.scope == .data ? data[path.field] : nil
          found.formUnion(directory.named(given))
          if given == nil { found.formUnion(current?.value(at: path, from: own)?.cases ?? []) }
        }
      }
    case .timer, .mend, .answerMend:
      for own in current?.tracks ?? [] {
        for path in library.lookouts(of: own.workflow)?.timed ?? [] {
          found.formUnion(current?.value(at: path, from: own)?.cases ?? [])
        }
      }
    case .redate, .move: break
    }
    return found.subtracting([target])
  }
}

extension Directory {
  fileprivate func named(_ value: Value?) -> Set<CaseID> {
    (value?.codes ?? []).reduce(into: []) { found, name in found.formUnion(cases[name] ?? []) }
  }
}

extension Value {
  fileprivate var cases: [CaseID] { codes.compactMap { Int64($0) }.map { CaseID($0) } }
}

/// The fields through which the guards of a workflow read other cases.
struct Lookouts: Sendable {
  var opening: [ValuePath] = []
  var events: [String: [ValuePath]] = [:]
  /// The fields that guards of timed events read.
  var timed: [ValuePath] = []

  /// Collects the fields; nil if no guard reads another case.
  init?(of workflow: Workflow) {
    opening = Self.fields(of: workflow, readIn: workflow.opening?.guards.map(\.condition) ?? [])
    for event in workflow.states.flatMap(\.events) + workflow.anywhere.map(\.event) {
      let fields = Self.fields(
        of: workflow, readIn: event.candidates.flatMap { $0.guards.map(\.condition) + $0.assignments.map(\.value) })
      guard !fields.isEmpty else { continue }
      events[event.name, default: []] += fields
      if event.wait != nil { timed += fields }
    }
    if opening.isEmpty, events.isEmpty { return nil }
  }

  private static func fields(of workflow: Workflow, readIn guards: [Guard]) -> [ValuePath] {
    let paths = guards.filter(\.readsReferences).flatMap(\.reads).compactMap { path -> ValuePath? in
      guard path.count >= 2, let scope = ValuePath.Scope(rawValue: path[0]) else { return nil }
      let isKept = scope == .case || workflow.field(path[1])?.type.isOfCases ?? false
      return isKept ? ValuePath(scope: scope, field: path[1]) : nil
    }
    return paths.eachOnce
  }
}
