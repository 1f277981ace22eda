import LookbackCEL
import LookbackCore

/// The names that guards of a workflow may use, with their types.
struct GuardScope {
  let declarations: Declarations
  /// The names for guards that are evaluated at a moment at which the cases that they name can be read.
  let looking: Declarations
  /// The names whose values only events change; not the day, a clock or the actor.
  let settled: Declarations

  init(outline: WorkflowOutline, names: DefinitionNames, childFields: [String: [Field]]) {
    let data = Self.record(names.fields, names.brokenFields)
    let groups = Self.groups(outline.keys["states"], childFields)
    var known: [String: ValueType] = [
      "data": data, "case": names.caseFields.map { Self.record($0) } ?? .dynamic, "track": Self.track(data: data),
      "tracks": .record(groups),
    ]
    settled = Declarations(names: known, functions: Self.functions.filter { !["today", "clock"].contains($0.key) })
    known["actor"] = .record(["person": .string, "posts": .list(.string)])
    known["sender"] = .string
    declarations = Declarations(names: known, functions: Self.functions)
    var looking = declarations
    looking.references = ["workflow": .string, "state": .string, "ended": .bool, "data": .dynamic]
    self.looking = looking
  }

  /// The functions of guards. `clock` counts `left` in days; all dates are civil dates.
  private static let functions: [String: Declarations.Function] = [
    "today": .init([], .date),
    "working_days": .init([.date, .date], .int),
    "add_working_days": .init([.date, .int], .date),
    "add_months": .init([.date, .int], .date),
    "clock": .init([.string], .record(["left": .int, "paused": .bool, "overdue": .bool, "due": .date])),
    "count": .init([.string], .int),
  ]

  private static func record(_ fields: [Field], _ broken: Set<String> = []) -> ValueType {
    let known = fields.map { ($0.name, $0.type.valueType) } + broken.map { ($0, .dynamic) }
    return .record(Dictionary(known, uniquingKeysWith: { first, _ in first }))
  }

  private static func track(data: ValueType) -> ValueType {
    .record(["unit": .string, "group": .string, "state": .string, "ended": .bool, "data": data])
  }

  /// Returns the groups of tracks, such as `tracks.main`: lists of tracks with the data of the workflow that they run.
  private static func groups(_ states: SourceNode?, _ childFields: [String: [Field]]) -> [String: ValueType] {
    var groups: [String: ValueType] = [:]
    for rule in states?.pairs?.flatMap({ $0.value["tracks"]?.items ?? [] }) ?? [] {
      guard let group = rule["as"]?.text else { continue }
      let data = rule["run"]?.text.flatMap { childFields[$0] }.map { record($0) } ?? .dynamic
      groups[group] = .list(track(data: data))
    }
    return groups
  }
}

extension FieldType {
  /// The type that guards see. Persons, units and choices are their codes.
  var valueType: ValueType {
    switch self {
    case .text, .person, .unit, .choice: .string
    case .case: .reference
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .date: .date
    case .list(let element): .list(element.valueType)
    }
  }

  /// Returns whether a guard's value of this type may be stored in the field.
  func accepts(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (_, .dynamic), (_, .null), (.double, .int): true
    case (.list(let element), .list(let inner)): element.accepts(inner)
    default: valueType.plain == type.plain
    }
  }
}
