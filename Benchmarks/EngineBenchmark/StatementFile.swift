import Foundation
import LookbackPostgres

/// The statements of `sql/statements`, as the engine sends them: the yardstick writes with the same.
enum StatementFile {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func load(_ name: String) throws -> Statement {
    let file = repository.appending(path: "sql/statements/\(name).sql")
    return Statement("raw_\(name)", try String(contentsOf: file, encoding: .utf8), planning: .byIndex)
  }
}
