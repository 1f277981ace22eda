import Glibc

/// The PostgreSQL programs that a test cluster is made of.
struct TestClusterPrograms: Sendable {
  let initdb: String
  let postgres: String
  let basebackup: String

  /// Looks where `pg_config` points, then in Debian's folders, newest first.
  /// - Throws: `TestClusterError` that says what to install.
  static func find() throws -> TestClusterPrograms {
    for folder in candidates {
      let programs = TestClusterPrograms(
        initdb: "\(folder)/initdb", postgres: "\(folder)/postgres", basebackup: "\(folder)/pg_basebackup")
      if access(programs.initdb, X_OK) == 0 && access(programs.postgres, X_OK) == 0 { return programs }
    }
    throw TestClusterError(
      "no PostgreSQL server was found in \(candidates); "
        + "install it: apt-get install postgresql libpq-dev, or put its pg_config into PATH")
  }

  private static var candidates: [String] {
    let configured = bindirOfConfig.map { [$0] } ?? []
    let versions = entries(of: debianFolder).compactMap { Int($0) }.sorted(by: >)
    return configured + versions.map { "\(debianFolder)/\($0)/bin" }
  }

  private static let debianFolder = "/usr/lib/postgresql"

  private static var bindirOfConfig: String? {
    guard let pipe = popen("pg_config --bindir 2>/dev/null", "re") else { return nil }
    defer { pclose(pipe) }
    var line = [CChar](repeating: 0, count: 4096)
    guard fgets(&line, Int32(line.count), pipe) != nil else { return nil }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.split(separator: "\n").first.map(String.init)
  }

  /// The names in a folder, none when it cannot be read.
  static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}

/// A test cluster could not be made, started or stopped.
package struct TestClusterError: Error, Sendable, CustomStringConvertible {
  /// What was found and what to do.
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension TestCluster {
  /// The path of another program of the PostgreSQL that test servers are made of, such as `pg_dump`.
  package static func program(_ name: String) throws -> String {
    String(try TestClusterPrograms.find().postgres.dropLast("postgres".count)) + name
  }
}
