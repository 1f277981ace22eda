/// A SQL statement with the name it goes by in errors and logs.
///
/// A connection prepares it at its first use and keeps it; `$1`, `$2` … are its parameters.
package struct Statement: Sendable, Hashable {
  /// How the server comes to a plan for a prepared statement.
  package enum Planning: Sendable, Hashable {
    /// As the server likes: for the values it is given as long as that seems cheaper, which for few rows is always.
    case anew
    /// Once, whatever the values, by indexes wherever there are any: for statements that reach rows by whole keys. The
    /// plan is kept until the session has sent as much again, since a table that was small may be large by then.
    case once
    /// It has no plan.
    case never
  }

  /// Unique among the statements of a program; never shown to users without need.
  package let name: String
  /// One SQL statement without a final semicolon.
  package let text: String
  package let planning: Planning

  /// The name must be unique, the text one statement; neither is checked before the first use.
  package init(_ name: String, _ text: String, planning: Planning = .anew) {
    self.name = name
    self.text = text
    self.planning = planning
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
  /// Lets the session plan as it likes from here on; undone if the transaction it is part of is rolled back.
  static let planAnew = ["plan_cache_mode", "enable_seqscan", "random_page_cost"].map {
    Statement("reset_\($0)", "RESET \($0)", planning: .never)
  }
  /// Has the session plan each statement anew at its next use, and keep that plan.
  static let forgetPlans = Statement("forget_plans", "DISCARD PLANS", planning: .never)
  /// Lets the session plan each statement once, by indexes; undone likewise. A row looked up by its key costs what reading
  /// in order costs: a plan weighed for a small table, in which that is all the difference there is, must do for a large one.
  static let planOnce = [
    ("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("random_page_cost", "0"),
  ].map { Statement("set_\($0)", "SET \($0) = \($1)", planning: .never) }
}
