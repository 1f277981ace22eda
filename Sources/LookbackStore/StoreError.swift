package import LookbackCore
package import LookbackPostgres

/// Why the store could not do what it was asked.
package enum StoreError: Error, Sendable, CustomStringConvertible {
  /// PostgreSQL refused the request, or could not be reached.
  case database(PostgresError)
  /// The commit was sent and its answer is lost. Ask again with the same command ids.
  case unknown(PostgresError)
  /// An applied migration has been edited since.
  case editedMigration(name: String)
  /// A newer program has migrated the database.
  case newerSchema(name: String)
  /// The schema is older than this program.
  case olderSchema(missing: [String])
  /// The role may not create or change tables, so a migration was refused.
  case notOwner(PostgresError)
  /// The office lacks roles or its schema, and this role may not create them.
  case unprepared(office: OfficeName, role: String, database: String, statements: [String])
  /// The session's search path leads to the tables of another office, or to none.
  case otherOffice(found: String?, expected: OfficeName)
  /// The schema of the office's name is not its own: a superuser owns it, or tables of something else stand in it. The
  /// reason says so, and what to do.
  case occupiedSchema(office: OfficeName, reason: String)
  /// A stored value cannot be decoded; the text names it.
  case unreadable(String)
  /// A name that does not fit: what was found and what was expected, in both languages.
  case invalid(english: String, chinese: String)
  /// Entries of a list of persons, units or posts are wrong, so nothing of it was taken.
  case refusedEntries([EntryProblem])

  package var description: String {
    switch self {
    case .database(let error), .unknown(let error): error.description
    case .editedMigration(let name): "migration \(name) was edited after it was applied: restore its text"
    case .newerSchema(let name):
      "the database has migration \(name), which this program does not know: install the newer program"
    case .olderSchema(let missing):
      "the database lacks \(missing.joined(separator: ", ")): run `lookbackd migrate`"
    case .notOwner(let error):
      "the tables are missing or old, and this role may not make them (\(error)): "
        + "run `lookbackd migrate` as the owner of the tables"
    case .unprepared(let office, let role, let database, let statements):
      "the office \(office) is not in the database \(database), and the role \(role) may not make it: "
        + "run `lookbackd migrate --office \(office)` as the owner of the tables or as an administrator; "
        + "what is missing is\n" + statements.map { "  \($0);" }.joined(separator: "\n")
    case .otherOffice(let found, let expected):
      "the role finds \(found.map { "the office \($0)" } ?? "no office"), expected \(expected): "
        + "connect as \(expected.daemonRole), whose search_path `lookbackd migrate --office \(expected)` sets"
    case .occupiedSchema(let office, let reason):
      "the schema \(office) is not an office's: \(reason)"
    case .unreadable(let what): "the stored \(what) cannot be read: run `lookbackd verify`"
    case .invalid(let english, _): english
    case .refusedEntries(let problems): problems.first?.words.english ?? "entries are wrong"
    }
  }

  init(_ error: any Error) {
    switch error {
    case let known as StoreError: self = known
    case let error as PostgresError: self = error.kind == .commitUnknown ? .unknown(error) : .database(error)
    case is CancellationError: self = .database(PostgresError(.closed, "the task was cancelled while it waited"))
    default: self = .unreadable("\(error)")
    }
  }
}
