import Glibc
import LookbackCore
import LookbackYAML

/// The repository's own definitions, and short ways to read text.
enum Workbench {
  static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" }
  static let workflows = root + "/workflows"

  /// A page of the documents.
  static func page(_ name: String) throws -> [UInt8] { try bytes("\(root)/docs/\(name)") }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
  }

  static func file(_ path: String) throws -> DefinitionFile {
    DefinitionFile(name: path, bytes: try bytes("\(workflows)/\(path)"))
  }

  static func file(_ name: String, _ text: String) -> DefinitionFile {
    DefinitionFile(name: name, bytes: Array(text.utf8))
  }

  struct Missing: Error { let path: String }
}
