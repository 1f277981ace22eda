import CLibpq

/// The answers that are expected to a pipeline and those that have come: one for each preparation and each step, in
/// order.
struct PipelineAnswers {
  struct Expected {
    let statement: Statement
    /// The prepared statement that this answer confirms; nil if it is the answer to a step.
    let preparation: PreparedStatements.Entry?
    var isPreparation: Bool { preparation != nil }
  }

  private let pipeline: Pipeline
  private var expected: [Expected] = []
  private var received = 0
  private var rows: [Rows] = []
  private var commitTag = ""
  /// How many warnings came before the commit's own, since libpq may read one message ahead.
  private var earlierWarnings = 0
  private(set) var newlyPrepared: [(Statement, PreparedStatements.Entry)] = []
  private(set) var refused: (statement: Statement, error: PostgresError)?

  init(pipeline: Pipeline) {
    self.pipeline = pipeline
    rows.reserveCapacity(pipeline.steps.count)
  }

  mutating func expectPreparation(of statement: Statement, as entry: PreparedStatements.Entry) {
    expected.append(Expected(statement: statement, preparation: entry))
  }

  mutating func expectRows(of statement: Statement) {
    expected.append(Expected(statement: statement, preparation: nil))
  }

  /// Returns the entry that an earlier step of this pipeline prepares; nil if none does.
  func drafted(_ step: Pipeline.Step) -> PreparedStatements.Entry? {
    expected.first { $0.statement == step.statement && $0.preparation?.types == step.types }?.preparation
  }

  /// The answer to read next; nil if only the sync is left.
  var next: Expected? { received < expected.count ? expected[received] : nil }

  /// Reads one answer. It throws only if the connection is lost or too slow.
  mutating func receive(from link: Link, deadline: ContinuousClock.Instant?) throws {
    let answer = expected[received]
    if received == expected.count - 2 { earlierWarnings = link.notices.warnings.count }
    while let result = try next(from: link, deadline: deadline, answer.statement) {
      try take(result, for: answer, from: link)
    }
    received += 1
  }

  /// Reads the end of the pipeline. A pipeline that is a transaction of its own commits here, so a refusal can still
  /// come.
  mutating func receiveSync(from link: Link, deadline: ContinuousClock.Instant?) throws {
    let last = pipeline.steps[pipeline.steps.count - 1].statement
    while true {
      guard let result = try next(from: link, deadline: deadline, last) else { continue }
      if result.status == PGRES_PIPELINE_SYNC { return }
      try refuse(last, result.error(in: last.name), on: link)
    }
  }

  /// Returns the rows of every step. Throws the first refusal, or an error of kind `.commitUnknown` if the commit is in
  /// doubt.
  func judged(_ notices: NoticeLog) throws -> [Rows] {
    if let refused { throw refused.error }
    let doubts = pipeline.commits ? notices.warnings[earlierWarnings...] : []
    if let doubt = doubts.first ?? notices.unreplicated {
      throw doubt.asCommitUnknown(pipeline.steps[pipeline.steps.count - 1].statement.name)
    }
    if pipeline.commits && commitTag != "COMMIT" {
      throw PostgresError(
        .server, "the transaction was rolled back because an earlier statement was refused", sqlState: "25P02",
        statement: Statement.commit.name)
    }
    return rows
  }

  private func next(
    from link: Link, deadline: ContinuousClock.Instant?, _ statement: Statement
  ) throws -> ResultHandle? {
    let result: ResultHandle?
    do {
      result = try link.nextResult(deadline: deadline, what: "finish \(statement.name)")
    } catch let error as PostgresError {
      throw refused?.error ?? error.naming(statement.name)
    }
    if result == nil, PQstatus(link.handle) == CONNECTION_BAD { throw refused?.error ?? link.failure() }
    return result
  }

  private mutating func take(_ result: ResultHandle, for answer: Expected, from link: Link) throws {
    switch result.status {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      if let entry = answer.preparation {
        newlyPrepared.append((answer.statement, entry))
      } else {
        rows.append(Rows(result))
        if answer.statement == .commit { commitTag = result.commandTag }
      }
    case PGRES_PIPELINE_ABORTED: break
    case PGRES_FATAL_ERROR: try refuse(answer.statement, result.error(in: answer.statement.name), on: link)
    default:
      link.markBroken()
      throw PostgresError(.misuse, "a statement that copies or replicates", statement: answer.statement.name)
    }
  }

  private mutating func refuse(_ statement: Statement, _ error: PostgresError, on link: Link) throws {
    if refused == nil { refused = (statement, error) }
    if error.isReadOnly { link.markBroken() }
    guard error.kind == .connection else { return }
    link.markBroken()
    throw refused?.error ?? error
  }
}

extension PostgresError {
  /// Whether a pipeline that ended with this error may have been carried out. A refusal is an answer; a lost connection
  /// is none.
  var leavesDoubt: Bool {
    switch kind {
    case .connection, .timeout, .misuse: true
    default: false
    }
  }

  /// Returns the same error with the name of this statement.
  func naming(_ statement: String) -> PostgresError {
    PostgresError(
      kind: kind, message: message, sqlState: sqlState, constraint: constraint, statement: statement, hint: hint,
      routine: routine)
  }
}
