import Foundation
import LookbackPostgres

/// The statements of `sql/statements`, as the engine sends them: the yardstick writes with the same,
/// and binds its values by position.
enum StatementFile {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func load(_ name: String) throws -> Statement {
    let file = repository.appending(path: "sql/statements/\(name).sql")
    let sql = NamedParameters(try String(contentsOf: file, encoding: .utf8))
    return Statement("raw_\(name)", sql.text, planning: .byIndex)
  }
}
