import LookbackPostgres
import Testing

@Suite("Transactions in one hop")
struct TransactionTests {
  private let insert = Statement("insert_number", "INSERT INTO number VALUES ($1)")
  private let count = Statement("count_numbers", "SELECT count(*) FROM number")

  struct Changed: Error {}

  private func connection() async throws -> Connection {
    let connection = try await Connection.fresh()
    try await connection.run {
      try $0.script(
        "CREATE TABLE number (n int8 PRIMARY KEY, parent int8 REFERENCES number DEFERRABLE INITIALLY DEFERRED)")
    }
    return connection
  }

  @Test("a body that returns commits and one that throws leaves nothing")
  func commitsOrLeavesNothing() async throws {
    let connection = try await connection()
    try await connection.run { connection in
      try connection.transaction { _ = try connection.query(insert, [.int8(1)]) }
      #expect(throws: Changed.self) {
        try connection.transaction {
          _ = try connection.query(insert, [.int8(2)])
          throw Changed()
        }
      }
      let left = try connection.query(count)[0].int8(0)
      #expect(left == 1)
    }
  }

  @Test("the body may end its transaction with a pipeline")
  func bodyMayCommit() async throws {
    let connection = try await connection()
    try await connection.run { connection in
      try connection.transaction { _ = try connection.pipeline([(insert, [.int8(1)]), (.commit, [])]) }
      let left = try connection.query(count)[0].int8(0)
      #expect(left == 1)
    }
  }

  @Test("a transaction inside a transaction is a misuse")
  func nestedIsMisuse() async throws {
    let connection = try await connection()
    let error = await failure {
      try await connection.run { connection in try connection.transaction { try connection.transaction {} } }
    }
    #expect(error?.kind == .misuse)
  }

  @Test("a transaction left open is rolled back and said to be")
  func leftOpenIsRolledBack() async throws {
    let connection = try await connection()
    let error = await failure {
      try await connection.run { _ = try $0.pipeline([(.begin, []), (insert, [.int8(1)])]) }
    }
    #expect(error?.kind == .misuse)
    #expect(try await connection.run { try $0.query(count)[0].int8(0) } == 0)
  }

  @Test("a commit after a refusal that was swallowed is an error, not a success")
  func commitOfRefusedIsError() async throws {
    let connection = try await connection()
    let error = await failure {
      try await connection.run { connection in
        try connection.transaction {
          _ = refusal { try connection.query(Statement("broken", "SELECT 1 / 0")) }
        }
      }
    }
    #expect(error?.kind == .server)
    #expect(error?.sqlState == "25P02")
  }

  @Test("a constraint checked at commit refuses it for certain", arguments: [false, true])
  func deferredConstraintRefuses(_ inOnePipeline: Bool) async throws {
    let connection = try await connection()
    let orphan = Statement("insert_orphan", "INSERT INTO number VALUES (1, 99)")
    let error = await failure {
      try await connection.run { connection in
        try connection.transaction {
          var steps: [(Statement, Parameters)] = [(orphan, [])]
          if inOnePipeline { steps.append((.commit, [])) }
          _ = try connection.pipeline(steps)
        }
      }
    }
    #expect(error?.kind == .server)
    #expect(error?.sqlState == "23503")
    #expect(error?.statement == "commit")
    #expect(try await connection.run { try $0.query(count)[0].int8(0) } == 0)
  }

  @Test("a refused implicit transaction is said at the end of its pipeline")
  func implicitCommitRefuses() async throws {
    let connection = try await connection()
    let orphan = Statement("insert_orphan", "INSERT INTO number VALUES (1, 99)")
    let error = await failure { try await connection.run { _ = try $0.query(orphan) } }
    #expect(error?.sqlState == "23503")
    #expect(try await connection.run { try $0.query(count)[0].int8(0) } == 0)
  }

  @Test("a script of several statements is one transaction and may run inside another")
  func scriptIsAtomic() async throws {
    let connection = try await connection()
    let error = await failure {
      try await connection.run {
        try $0.script("INSERT INTO number VALUES (1); SELECT 1 / 0; INSERT INTO number VALUES (2)")
      }
    }
    #expect(error?.sqlState == "22012")
    try await connection.run { connection in
      #expect(throws: Changed.self) {
        try connection.transaction {
          try connection.script("INSERT INTO number VALUES (3); INSERT INTO number VALUES (4)")
          throw Changed()
        }
      }
      let left = try connection.query(count)[0].int8(0)
      #expect(left == 0)
    }
  }
}
