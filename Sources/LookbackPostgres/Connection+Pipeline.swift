import CLibpq

extension Connection {
  /// Runs one statement and returns its rows. Outside a transaction the statement is a transaction of its own.
  /// - Throws: `PostgresError`: the refusal of the server, or why the statement could not be sent or answered.
  package func query(_ statement: Statement, _ parameters: Parameters = []) throws -> Rows {
    guard let rows = try pipeline([(statement, parameters)]).first else {
      throw PostgresError(.connection, "no answer to the statement", statement: statement.name)
    }
    return rows
  }

  /// Sends all steps at once and reads all answers, which takes one round trip. The rows are in the order of the steps.
  ///
  /// Outside a transaction and without `.begin`, the steps are one implicit transaction. The first refusal is thrown
  /// with the name of its statement, and the steps after it do not run; a pipeline that begins or commits a transaction
  /// is then rolled back. `.commit` may only be the last step; if its answer does not come, the error is of kind
  /// `.commitUnknown`.
  package func pipeline(_ steps: consuming [(Statement, Parameters)]) throws -> [Rows] {
    guard !steps.isEmpty else { return [] }
    guard configuration.pooling == .transaction else { return try planned(steps) }
    guard steps[0].0 == .begin else { return try sent(steps) }
    let settings = configuration.transactionSettings
    steps.insert(contentsOf: settings.map { ($0, []) }, at: 1)
    var rows = try sent(steps)
    rows.removeSubrange(1...settings.count)
    return rows
  }

  /// Sends the steps after switching the session to the planning that they want. A session that has served a batch
  /// plans by index already, so that the next batch pays nothing. The first pipeline of another kind pays two short
  /// statements.
  private func planned(_ steps: consuming [(Statement, Parameters)]) throws -> [Rows] {
    guard let wanted = steps.wantedPlanning else { return try sent(steps) }
    var orders: [Statement] = []
    if wanted != planning { orders += wanted == .byIndex ? Statement.planByIndex : Statement.planFreely }
    if wanted == .byIndex, planAge.renews() { orders.append(.forgetPlans) }
    guard !orders.isEmpty else { return try sent(steps) }
    // SET must follow BEGIN: before it, it would open an implicit transaction.
    let place = steps[0].0 == .begin ? 1 : 0
    steps.insert(contentsOf: orders.map { ($0, []) }, at: place)
    var rows = try sent(steps)
    planning = wanted
    rows.removeSubrange(place..<place + orders.count)
    return rows
  }

  private func sent(_ steps: consuming [(Statement, Parameters)]) throws -> [Rows] {
    unsettle()
    let link = try link()
    let isRollback = steps.last?.0 == .rollback
    // This consumes the steps: what a batch wrote is freed when it is encoded, not after the server has answered.
    let pipeline = try Pipeline(steps, arena: &arena)
    planAge.grow(by: arena.count)
    link.notices.forget()
    let before = planning
    planning = nil
    do {
      let rows = try answers(to: pipeline, on: link)
      // A rollback also takes back a switch of planning that was made within the transaction.
      if !isRollback { planning = before }
      return rows
    } catch let error as PostgresError where pipeline.commits && error.leavesDoubt {
      // A backend that is terminated while it waits for a standby gives the reason in a warning, and then only closes
      // the connection.
      throw (link.notices.unreplicated ?? error).asCommitUnknown(Statement.commit.name)
    } catch {
      if pipeline.opensTransaction || pipeline.commits { rollBackIfOpen() }
      throw error
    }
  }

  private func answers(to pipeline: Pipeline, on link: Link) throws -> [Rows] {
    let deadline = deadline(of: pipeline)
    var answers = PipelineAnswers(pipeline: pipeline)
    for step in pipeline.steps { try send(step, of: pipeline, on: link, &answers) }
    guard PQpipelineSync(link.handle) == 1 else { throw link.failure() }
    try link.flush(deadline: deadline)
    while let expected = answers.next {
      let isCommit = expected.statement == .commit && !expected.isPreparation
      let limit = isCommit ? .now + configuration.commitDeadline : deadline
      try answers.receive(from: link, deadline: limit)
    }
    try answers.receiveSync(from: link, deadline: pipeline.commits ? .now + configuration.commitDeadline : deadline)
    remember(answers)
    return try answers.judged(link.notices)
  }

  private func send(_ step: Pipeline.Step, of pipeline: Pipeline, on link: Link, _ answers: inout PipelineAnswers)
    throws
  {
    let entry: PreparedStatements.Entry?
    if configuration.pooling == .transaction {
      entry = nil
    } else if let known = prepared.entry(for: step.statement, step.types) ?? answers.drafted(step) {
      entry = known
    } else {
      let draft = prepared.draft(for: step.statement, step.types)
      entry = draft
      try prepare(step.statement, as: draft, on: link)
      answers.expectPreparation(of: step.statement, as: draft)
    }
    if step.statement == .commit, answers.next != nil {
      // The server answers what precedes the commit at once, so that the commit's deadline runs from the commit's own
      // start.
      guard PQsendFlushRequest(link.handle) == 1 else { throw link.failure() }
    }
    try execute(step, as: entry, on: link)
    answers.expectRows(of: step.statement)
  }

  private func prepare(_ statement: Statement, as entry: PreparedStatements.Entry, on link: Link) throws {
    guard PQsendPrepare(link.handle, entry.name, statement.text, Int32(entry.types.count), entry.types) == 1 else {
      throw link.failure()
    }
  }

  /// - Parameter entry: what the statement was prepared as; with nil its whole text is sent.
  private func execute(_ step: Pipeline.Step, as entry: PreparedStatements.Entry?, on link: Link) throws {
    let start = arena.start
    let count = step.slices.count
    let sent = withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 2) { numbers in
        for (index, slice) in step.slices.enumerated() {
          values[index] = slice.map { (start + $0.lowerBound).assumingMemoryBound(to: CChar.self) }
          numbers[index] = Int32(slice?.count ?? 0)
          numbers[count + index] = 1
        }
        let lengths = numbers.baseAddress
        let formats = lengths.map { $0 + count }
        guard let entry else {
          return PQsendQueryParams(
            link.handle, step.statement.text, Int32(count), step.types, values.baseAddress, lengths, formats, 1)
        }
        return PQsendQueryPrepared(
          link.handle, entry.name, Int32(count), values.baseAddress, lengths, formats, 1)
      }
    }
    guard sent == 1 else { throw link.failure() }
  }

  private func remember(_ answers: PipelineAnswers) {
    for (statement, entry) in answers.newlyPrepared { prepared.keep(entry, for: statement) }
    if let refused = answers.refused, refused.error.isStalePlan { prepared.forget(refused.statement) }
  }

  /// Returns when the client gives up; nil if the server has no timeout. The server itself ends statements that run too
  /// long: this deadline, 5 seconds later, is for a server that no longer answers.
  private func deadline(of pipeline: Pipeline) -> ContinuousClock.Instant? {
    configuration.statementTimeout.map { .now + $0 * pipeline.steps.count + .seconds(5) }
  }
}

extension [(Statement, Parameters)] {
  /// The planning that a session must use for these statements; nil if it does not matter.
  fileprivate var wantedPlanning: Statement.Planning? {
    var wanted: Statement.Planning?
    for (statement, _) in self {
      switch statement.planning {
      case .freely: return .freely
      case .byIndex: wanted = .byIndex
      case .never: break
      }
    }
    return wanted
  }
}
