import LookbackPostgres

/// What an error means for the batch that met it: whether it comes again when the same batch is tried again, and whose
/// matter it is.
package enum ErrorCourse: Sendable, Hashable {
  /// Another batch was faster: decided again at once, with what that one did.
  case race
  /// Somebody else holds a lock: what does not need it goes on without what does.
  case held
  /// The server or the way to it is not well: the same batch is tried again until patience ends.
  case passes
  /// What one of the commands wants to write does not fit, and never will: an answer to that command.
  case stays
  /// The tables or this program are not as they should be: no fault of the command, and for an operator to mend.
  case broken
  /// The commit was sent and its answer is lost.
  case unknown
}

extension StoreError {
  package var course: ErrorCourse {
    switch self {
    case .unknown: .unknown
    case .database(let error): error.course
    case .editedMigration, .newerSchema, .olderSchema, .notOwner, .unprepared, .otherOffice, .unreadable, .invalid:
      .broken
    }
  }

  /// The server's word for the reason, where it gave one.
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

  /// The keys that two batches may want at the same time. A key that is taken for good is found before anything is
  /// written; every other constraint means a value that does not fit.
  static let racedKeys: Set<String> = ["case_keys_pkey", "cases_pkey", "commands_pkey", "archived_cases_pkey"]

  /// By the five characters of the server where they say more than the first two.
  static let states: [String: ErrorCourse] = [
    "40001": .race, "40P01": .race, "55P03": .held, "25006": .passes, "25P03": .passes, "55006": .passes,
  ]

  /// By the class of the server's word: connection, resources, operator, system; data, constraint, limits of the program.
  static let classes: [String: ErrorCourse] = [
    "08": .passes, "53": .passes, "57": .passes, "58": .passes, "22": .stays, "23": .stays, "54": .stays,
  ]

  private static func course(of state: String, _ constraint: String, orElse isRetryable: Bool) -> ErrorCourse {
    if state == "23505", racedKeys.contains(constraint) { return .race }
    return states[state] ?? classes[String(state.prefix(2))] ?? (isRetryable ? .passes : .broken)
  }
}
