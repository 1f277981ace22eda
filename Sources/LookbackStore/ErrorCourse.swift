import LookbackPostgres

/// What an error means for the batch that met it: whether it is temporary, and who has to react.
package enum ErrorCourse: Sendable, Hashable {
  /// Another batch was faster. The batch is decided again at once, on what that one recorded.
  case race
  /// Another transaction holds a lock. The commands that do not need it continue without the others.
  case held
  /// The server or the connection has a problem. The batch is retried until its timeout.
  case passes
  /// A value of one command does not fit, and never will. It is an answer to that command.
  case stays
  /// The tables or this program are not as they should be. No command is at fault; an operator must act.
  case broken
  /// The commit was sent and its answer is lost.
  case unknown
}

extension StoreError {
  package var course: ErrorCourse {
    switch self {
    case .unknown: .unknown
    case .database(let error): error.course
    case .editedMigration, .newerSchema, .olderSchema, .notOwner, .unprepared, .otherOffice, .occupiedSchema,
      .unreadable, .invalid, .refusedEntries:
      .broken
    }
  }

  /// Whether the server stopped a statement that took longer than it may.
  package var isStopped: Bool { code == "57014" }

  /// The SQLSTATE of the server, with the name of the constraint where there is one; nil if the server gave none.
  package var code: String? {
    guard case .database(let error) = self else { return nil }
    return error.constraint.map { "\(error.sqlState ?? "") \($0)" } ?? error.sqlState
  }
}

extension PostgresError {
  var course: ErrorCourse {
    switch kind {
    case .commitUnknown: .unknown
    case .connection, .timeout, .unavailable: .passes
    case .parameter: .stays
    case .decoding, .closed, .misuse: .broken
    case .server: Self.course(of: sqlState ?? "", constraint ?? "", orElse: isRetryable)
    }
  }

  /// The primary keys that two batches may insert at the same time. A unique value that is already taken is found
  /// before anything is written. A violation of any other constraint means a value that does not fit.
  static let racedKeys: Set<String> = ["case_keys_pkey", "cases_pkey", "commands_pkey", "archived_cases_pkey"]

  /// The SQLSTATEs that do not follow their class.
  static let states: [String: ErrorCourse] = [
    "40001": .race, "40P01": .race, "55P03": .held, "25006": .passes, "25P03": .passes, "55006": .passes,
  ]

  /// The classes of SQLSTATEs, by their first two characters: connection, resources, operator, system; data,
  /// constraint, limits of the program.
  static let classes: [String: ErrorCourse] = [
    "08": .passes, "53": .passes, "57": .passes, "58": .passes, "22": .stays, "23": .stays, "54": .stays,
  ]

  private static func course(of state: String, _ constraint: String, orElse isRetryable: Bool) -> ErrorCourse {
    if state == "23505", racedKeys.contains(constraint) { return .race }
    return states[state] ?? classes[String(state.prefix(2))] ?? (isRetryable ? .passes : .broken)
  }
}
