/// A guard expression: parsed, type-checked and bounded; evaluating it cannot loop, call out or change anything.
package struct Guard: Hashable, Sendable {
  package let source: String
  package let type: ValueType
  /// An upper bound on the steps of one evaluation, lists of unknown length taken at `assumedListLength`.
  package let cost: Int
  /// The paths that may be read, such as `["data", "class"]`.
  package let reads: [[String]]
  /// Whether it looks into what a reference names.
  package let readsReferences: Bool
  private let program: Program
  /// The steps of an evaluation without the rounds of its macros.
  private let straightCost: Int

  /// - Throws: all that is wrong with the text at once.
  package init(_ source: String, declarations: Declarations) throws(GuardErrors) {
    let parsed: Expression
    do { parsed = try Parser.parse(source) } catch { throw GuardErrors([error]) }
    var checker = TypeChecker(declarations)
    let type = checker.type(of: parsed)
    guard checker.errors.isEmpty else { throw GuardErrors(checker.errors) }
    let cost = Cost.bound(parsed)
    try Self.refuse(cost)
    self.init(
      source, parsed, type: type, cost: cost, reads: checker.reads, names: declarations.names.keys,
      readsReferences: checker.readsReferences)
  }

  /// A text of which nothing is known but the names that have values: every type is found out, and every error is
  /// raised, while it runs, and what would take too many steps is stopped then, unless it is so for any list.
  package init(untyped source: String, names: some Collection<String>) throws(GuardErrors) {
    let parsed: Expression
    do { parsed = try Parser.parse(source) } catch { throw GuardErrors([error]) }
    try Self.refuse(Cost.bound(parsed, unknown: 1))
    self.init(source, parsed, type: .dynamic, cost: Cost.bound(parsed), reads: parsed.paths().uniqued, names: names)
  }

  private static func refuse(_ cost: Int) throws(GuardErrors) {
    guard cost > costLimit else { return }
    throw GuardErrors([GuardError(.cost, "this guard may take \(cost) steps; at most \(costLimit) are allowed", at: 0)])
  }

  private init(
    _ source: String, _ parsed: Expression, type: ValueType, cost: Int, reads: [[String]],
    names: some Collection<String>, readsReferences: Bool = false
  ) {
    self.readsReferences = readsReferences
    self.source = source
    self.type = type
    self.cost = cost
    self.reads = reads
    straightCost = Cost.straight(parsed)
    program = Compiler.compile(parsed, qualifiedNames: Set(names.filter { $0.utf8.contains(UInt8(ascii: ".")) }))
  }

  /// Steps that one evaluation may take; checked before on what is known, and while it runs.
  package static let costLimit = 10_000_000
  /// Elements and entries, on all levels, of the value that it gives.
  package static let valueLimit = 1_000_000
  /// How long a list is assumed to be when the cost is bounded.
  package static let assumedListLength = 1_000

  package static func == (left: Guard, right: Guard) -> Bool { left.source == right.source }
  package func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// The answer with the values that were read for it.
  package func evaluate(in environment: some GuardEnvironment) throws(EvaluationError) -> Evaluation {
    var run = Run(environment, locals: program.locals, paths: program.paths)
    defer { environment.allowance?.spend(straightCost + run.budget.spent) }
    let value = try program.step(&run)
    guard value.counted(downFrom: Guard.valueLimit) >= 0 else {
      throw EvaluationError("the value has more than \(Guard.valueLimit) parts")
    }
    return Evaluation(value: value, readings: run.readings)
  }
}
