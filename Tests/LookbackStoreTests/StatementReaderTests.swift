import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackStore

@Suite("the statements of an SQL text, one by one")
struct StatementReaderTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var text: String
    var statements: [String]

    var testDescription: String { text }
  }

  static let examples = [
    Example(text: "", statements: []),
    Example(text: " ;; -- nothing\n ; /* nothing; */ ", statements: []),
    Example(text: "select 1", statements: ["select 1"]),
    Example(text: "select 1;\n\n-- a reason; and more\nselect 2;", statements: ["select 1", "select 2"]),
    Example(text: "select 1 -- one; two\n, 2; select 3", statements: ["select 1 -- one; two\n, 2", "select 3"]),
    Example(
      text: "select 4 /* a; /* b; */ c; */ - 1; select 5",
      statements: ["select 4 /* a; /* b; */ c; */ - 1", "select 5"]),
    Example(text: "select 'a;b', 'it''s;'; select 2", statements: ["select 'a;b', 'it''s;'", "select 2"]),
    Example(text: "select '\\'; select 2", statements: ["select '\\'", "select 2"]),
    Example(text: "select E'\\';', e'\\\\'; select 2", statements: ["select E'\\';', e'\\\\'", "select 2"]),
    Example(text: "select 1 as some'x\\'; select 2", statements: ["select 1 as some'x\\'", "select 2"]),
    Example(text: "select \"a;\"\"b\"; select 2", statements: ["select \"a;\"\"b\"", "select 2"]),
    Example(text: "do $$ begin; end $$; select 2", statements: ["do $$ begin; end $$", "select 2"]),
    Example(text: "do $of$ a $$; $of $o$ $of$; select 2", statements: ["do $of$ a $$; $of $o$ $of$", "select 2"]),
    Example(text: "select $1; select a$b$; select $2", statements: ["select $1", "select a$b$", "select $2"]),
    Example(
      text: "create rule r as on insert to t do (delete from a; delete from b); select 2",
      statements: ["create rule r as on insert to t do (delete from a; delete from b)", "select 2"]),
    Example(text: "select '发文;代字'; select 2", statements: ["select '发文;代字'", "select 2"]),
    Example(text: "select 'no end; select 2", statements: ["select 'no end; select 2"]),
    Example(text: "do $$ no end; select 2", statements: ["do $$ no end; select 2"]),
    Example(text: "select 1; /* no end; select 2", statements: ["select 1"]),
  ]

  @Test("end at semicolons outside of comments, quotes and parentheses", arguments: examples)
  func reads(_ example: Example) {
    #expect(Array(StatementReader(example.text)) == example.statements)
  }

  @Test("of every migration are taken by the server one at a time: none of them holds two")
  func migrations() async throws {
    let connection = try await Connection.connect(.testing(try await TestCluster.shared.database()))
    _ = try await Migrator(connection, []).migrate()
    for migration in Migration.all {
      let statements = Array(StatementReader(migration.sql))
      #expect(statements.count > 50)
      for (index, statement) in statements.enumerated() {
        // The extended protocol, unlike that of scripts, refuses several at once.
        try await connection.run { c in _ = try c.query(Statement("\(migration.name) \(index)", statement)) }
      }
    }
    await connection.close()
  }
}
