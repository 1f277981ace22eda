import Glibc
import Testing

/// Texts of this package that tests hold to be true: tables of facts, and pages whose examples must work.
enum Fixture {
  static func facts(_ name: String) throws -> [[String]] {
    try lines(root + "Tests/LookbackCELTests/Fixtures/" + name).filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  static func page(_ name: String) throws -> [String] { try lines(root + "docs/" + name) }

  private static let root = String(
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/") + "/")

  private static func lines(_ path: String) throws -> [String] {
    let file = try #require(fopen(path, "rb"), "\(path) cannot be opened")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines.map(String.init)
  }
}
