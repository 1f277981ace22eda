import LookbackPostgres
import Testing

@Suite("Pipelines of statements")
struct PipelineTests {
  private let divide = Statement("divide", "SELECT 1 / $1")
  private let insert = Statement("insert_number", "INSERT INTO number VALUES ($1)")
  private let count = Statement("count_numbers", "SELECT count(*) FROM number")

  private func connection() async throws -> Connection {
    let connection = try await Connection.fresh()
    try await connection.run {
      try $0.script(
        "CREATE TABLE number (n int8 CONSTRAINT number_is_new PRIMARY KEY CONSTRAINT number_is_small CHECK (n < 100))")
    }
    return connection
  }

  @Test("all answers come back in the order of the steps")
  func answersAreInOrder() async throws {
    let connection = try await connection()
    let rows = try await connection.run {
      try $0.pipeline([(.begin, []), (insert, [.int8(1)]), (insert, [.int8(2)]), (count, []), (.commit, [])])
    }
    #expect(rows.map(\.affected) == [0, 1, 1, 1, 0])
    #expect(try rows[3][0].int8(0) == 2)
    #expect(rows[3].columnNames == ["count"])
  }

  @Test("a refusal in the middle names its statement, undoes the pipeline and leaves the connection usable")
  func refusalInTheMiddle() async throws {
    let connection = try await connection()
    let error = await failure {
      try await connection.run { try $0.pipeline([(insert, [.int8(1)]), (divide, [.int4(0)]), (insert, [.int8(2)])]) }
    }
    #expect(error?.kind == .server)
    #expect(error?.sqlState == "22012")
    #expect(error?.statement == "divide")
    #expect(try await connection.run { try $0.query(count)[0].int8(0) } == 0)
  }

  @Test("a pipeline that begins a transaction and is refused leaves none open")
  func refusedBeginIsRolledBack() async throws {
    let connection = try await connection()
    try await connection.run { connection in
      let error = refusal { try connection.pipeline([(.begin, []), (insert, [.int8(1)]), (divide, [.int4(0)])]) }
      #expect(error?.sqlState == "22012")
      let isOpen = connection.isInTransaction
      #expect(!isOpen)
      let left = try connection.query(count)[0].int8(0)
      #expect(left == 0)
    }
  }

  @Test("a statement that does not parse is refused with its name and can be mended")
  func syntaxErrorIsNamed() async throws {
    let connection = try await connection()
    let error = await failure {
      try await connection.run { try $0.pipeline([(count, []), (Statement("broken", "SELEC 1"), []), (count, [])]) }
    }
    #expect(error?.sqlState == "42601")
    #expect(error?.statement == "broken")
    #expect(try await connection.run { try $0.pipeline([(count, []), (count, [])]).count } == 2)
  }

  @Test("a statement is prepared once for each combination of parameter types")
  func preparedOnce() async throws {
    let connection = try await connection()
    let same = Statement("same", "SELECT $1")
    let names = Statement("names", "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1'")
    try await connection.run { connection in
      for number in Int64(0)..<5 { _ = try connection.pipeline([(same, [.int8(number)]), (same, [.int8(number)])]) }
      let once = try connection.query(names)[0].int8(0)
      let text = try connection.query(same, [.text("a")])[0].text(0)
      let twice = try connection.query(names)[0].int8(0)
      #expect(once == 1)
      #expect(text == "a")
      #expect(twice == 2)
    }
  }

  @Test("a plan that no longer fits its table is retryable and then prepared anew")
  func stalePlanIsRetryable() async throws {
    let connection = try await connection()
    let all = Statement("all", "SELECT * FROM number")
    try await connection.run { connection in
      _ = try connection.query(all)
      try connection.script("ALTER TABLE number ADD COLUMN note text")
      let error = refusal { try connection.query(all) }
      #expect(error?.sqlState == "0A000")
      #expect(error?.isRetryable == true)
      let columns = try connection.query(all).columnNames
      #expect(columns == ["n", "note"])
    }
  }

  @Test("a violated constraint is named and the bound values are not")
  func constraintIsNamed() async throws {
    let connection = try await connection()
    let error = await failure { try await connection.run { _ = try $0.query(insert, [.int8(987_654)]) } }
    #expect(error?.sqlState == "23514")
    #expect(error?.constraint == "number_is_small")
    #expect(error.map { !"\($0)".contains("987654") } == true)
    #expect(error?.isRetryable == false)
  }

  @Test("a pipeline larger than all buffers on both sides does not block")
  func largePipelineDoesNotBlock() async throws {
    let connection = try await connection()
    let repeated = Statement("repeated", "SELECT repeat($1, 40), $2")
    let ballast = [UInt8](repeating: 7, count: 40_000)
    let sizes = try await connection.run { connection in
      try connection.pipeline(
        (0..<300).map { _ in (repeated, [.text(String(repeating: "x", count: 1000)), .bytea(ballast)]) }
      )
      .map { try $0[0].text(0).utf8.count + $0[0].bytea(1).count }
    }
    #expect(sizes == Array(repeating: 80_000, count: 300))
  }

  @Test("a commit in the middle of a pipeline is refused before anything is sent")
  func commitMustBeLast() async throws {
    let connection = try await connection()
    let error = await failure {
      try await connection.run { try $0.pipeline([(.begin, []), (.commit, []), (insert, [.int8(1)])]) }
    }
    #expect(error?.kind == .misuse)
    #expect(try await connection.run { try $0.query(count)[0].int8(0) } == 0)
  }

  @Test("a pipeline of no steps is nothing")
  func emptyPipeline() async throws {
    let connection = try await connection()
    #expect(try await connection.run { try $0.pipeline([]).isEmpty })
  }
}
