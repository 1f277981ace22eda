/// An SQL statement with a name, by which errors and logs call it.
///
/// A connection prepares it at its first use and keeps it. Its parameters are `$1`, `$2` …; those of a statement that is
/// read from a file have names, too, by which values are bound to them.
package struct Statement: Sendable, Hashable {
  /// How the server comes to a plan for a prepared statement.
  package enum Planning: Sendable, Hashable {
    /// The server plans as it likes, with the settings of the session.
    case freely
    /// The server uses an index wherever there is one. This is for statements that find rows by whole keys. The server
    /// keeps one plan for all values after the first few executions. The session makes plans again when it has sent as
    /// much as before, since a table that was small may be large by then.
    case byIndex
    /// The statement has no plan, as `BEGIN` and `SET`.
    case never
  }

  /// The name, which is unique among the statements of a program.
  package let name: String
  /// One SQL statement, without a final semicolon.
  package let text: String
  /// How the server is to plan the statement.
  package let planning: Planning
  /// The names of `$1`, `$2` …; empty if values are bound by position.
  package let parameters: [String]
  /// Why no value can be bound; nil if the statement has no mistake.
  let problem: String?

  /// Makes a statement whose values are bound by position. The name must be unique and the text one statement; neither
  /// is checked before the first use.
  package init(_ name: String, _ text: String, planning: Planning = .freely) {
    self.name = name
    self.text = text
    self.planning = planning
    parameters = []
    problem = nil
  }

  /// Makes a statement whose parameters are written as `@name`. What the other initializer asks of name and text holds
  /// here, too.
  package init(_ name: String, named sql: NamedParameters, planning: Planning = .freely) {
    self.name = name
    text = sql.text
    self.planning = planning
    parameters = sql.names
    problem = sql.problem
  }

  /// Returns how errors name a parameter: `@name`, or `$1` if it has no name.
  func parameterName(_ index: Int) -> String {
    parameters.indices.contains(index) ? "@\(parameters[index])" : "$\(index + 1)"
  }

  /// Hashes only the name, since texts are long and names are unique.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }

  /// The statement that opens a transaction with the session's isolation (read committed).
  package static let begin = Statement("begin", "BEGIN", planning: .never)
  /// The statement that commits a transaction. Its outcome can be unknown, see `PostgresError.Kind.commitUnknown`.
  package static let commit = Statement("commit", "COMMIT", planning: .never)
  /// The statement that undoes a transaction.
  package static let rollback = Statement("rollback", "ROLLBACK", planning: .never)
}

extension Statement {
  /// Let the session plan as it likes from here on. A rollback of the transaction around them undoes this.
  static let planFreely = ["enable_seqscan", "random_page_cost"].map {
    Statement("reset_\($0)", "RESET \($0)", planning: .never)
  }
  /// Makes the session plan each statement again at its next use, and keep that plan.
  static let forgetPlans = Statement("forget_plans", "DISCARD PLANS", planning: .never)
  /// Let the session plan each statement by indexes. A rollback of the transaction around them undoes this.
  ///
  /// With these settings, reading a row by its key is taken to cost the same as reading rows in order. In a small table
  /// the true costs decide the plan, but the plan must also serve when the table is large. `plan_cache_mode` stays
  /// `auto`, because Citus cannot plan an `INSERT … SELECT` with parameters if generic plans are forced.
  static let planByIndex = [("enable_seqscan", "off"), ("random_page_cost", "0")].map {
    Statement("set_\($0)", "SET \($0) = \($1)", planning: .never)
  }
}
