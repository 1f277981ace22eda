/// One evaluation: what it reads from, what it has read, and what it may still spend.
struct Run {
  let environment: any GuardEnvironment
  /// The variables of the macros that enclose the present place, outermost first.
  var locals: [Value]
  var budget: Budget
  private(set) var readings: [Reading] = []
  private let paths: [String]
  private var noted: [Bool]

  init(_ environment: some GuardEnvironment, locals: Int, paths: [String]) {
    self.environment = environment
    budget = Budget(environment.allowance)
    self.locals = Array(repeating: .null, count: locals)
    self.paths = paths
    noted = Array(repeating: false, count: paths.count)
    readings.reserveCapacity(paths.count)
  }

  /// Remembers a value under its path, once; of maps only the fields that are read matter.
  mutating func note(_ path: Int, _ value: Value) {
    guard !noted[path] else { return }
    if case .map = value { return }
    noted[path] = true
    readings.append(Reading(path: paths[path], value: value))
  }

  /// What a macro goes through: the elements of a list, the keys of a map in their order.
  mutating func elements(of value: Value, _ macro: String, _ label: String) throws(EvaluationError) -> [Value] {
    switch value {
    case .list(let values): return values
    case .map(let entries):
      try budget.spend(entries.count * Cost.element)
      return entries.orderedKeys
    case .null: throw EvaluationError("\(label) is not set")
    default: throw EvaluationError("\(label) is \(value.typeName), \(macro)() needs a list or a map")
    }
  }
}

typealias Step = @Sendable (inout Run) throws(EvaluationError) -> Value
typealias Test = @Sendable (inout Run) throws(EvaluationError) -> Bool

/// A compiled expression.
struct Program: Sendable {
  let step: Step
  /// How many variables of macros live at once.
  let locals: Int
  let paths: [String]
}
