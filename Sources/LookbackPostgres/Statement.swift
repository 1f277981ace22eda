/// A SQL statement with the name it goes by in errors and logs.
///
/// A connection prepares it at its first use and keeps it. Its parameters are `$1`, `$2` …; those of a statement that is
/// read from a file have names, too, by which values are bound to them.
package struct Statement: Sendable, Hashable {
  /// How the server comes to a plan for a prepared statement.
  package enum Planning: Sendable, Hashable {
    /// As the server likes, with the settings of the session.
    case freely
    /// By indexes wherever there are any: for statements that reach rows by whole keys. The server keeps one plan for
    /// all values after the first few executions, and makes it again when the session has sent as much as before: a
    /// table that was small may be large by then.
    case byIndex
    /// It has no plan.
    case never
  }

  /// Unique among the statements of a program; never shown to users without need.
  package let name: String
  /// One SQL statement without a final semicolon.
  package let text: String
  package let planning: Planning
  /// The names of `$1`, `$2` …; empty if values are bound by position.
  package let parameters: [String]
  /// Why no value can be bound; nil for a statement that is sound.
  let problem: String?

  /// The name must be unique, the text one statement; neither is checked before the first use.
  package init(_ name: String, _ text: String, planning: Planning = .freely) {
    self.name = name
    self.text = text
    self.planning = planning
    parameters = []
    problem = nil
  }

  /// Makes a statement whose parameters are written as `@name`. The same holds for its name and text.
  package init(_ name: String, named sql: NamedParameters, planning: Planning = .freely) {
    self.name = name
    text = sql.text
    self.planning = planning
    parameters = sql.names
    problem = sql.problem
  }

  /// How errors name a parameter: `@name`, or `$1` where it has none.
  func parameterName(_ index: Int) -> String {
    parameters.indices.contains(index) ? "@\(parameters[index])" : "$\(index + 1)"
  }

  /// Hashes the name only: texts are long and names are unique.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }

  /// Opens a transaction with the session's isolation (read committed).
  package static let begin = Statement("begin", "BEGIN", planning: .never)
  /// Ends a transaction; its outcome can be unknown, see `PostgresError.Kind.commitUnknown`.
  package static let commit = Statement("commit", "COMMIT", planning: .never)
  /// Undoes a transaction.
  package static let rollback = Statement("rollback", "ROLLBACK", planning: .never)
}

extension Statement {
  /// Lets the session plan as it likes from here on. A rollback of the transaction around it undoes it.
  static let planFreely = ["enable_seqscan", "random_page_cost"].map {
    Statement("reset_\($0)", "RESET \($0)", planning: .never)
  }
  /// Has the session plan each statement again at its next use, and keep that plan.
  static let forgetPlans = Statement("forget_plans", "DISCARD PLANS", planning: .never)
  /// Lets the session plan each statement by indexes. A rollback of the transaction around it undoes it.
  ///
  /// A row that is looked up by its key is taken to cost what reading in order costs: a plan that is weighed for a small
  /// table, in which that makes all the difference, must do for a large one. `plan_cache_mode` stays `auto`: Citus plans
  /// no `INSERT … SELECT` with parameters where generic plans are forced.
  static let planByIndex = [("enable_seqscan", "off"), ("random_page_cost", "0")].map {
    Statement("set_\($0)", "SET \($0) = \($1)", planning: .never)
  }
}
