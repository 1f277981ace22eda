import Glibc

/// The paths of the programs of the installed PostgreSQL server.
struct PostgresPrograms: Sendable {
  let initdb: String
  let postgres: String

  /// Finds the programs in the folders of `PATH`, then in Debian's folders, the newest version first. Throws if there
  /// are none.
  static func find(path: String, debianRoot: String = "/usr/lib/postgresql") throws(EmbeddedPostgresError)
    -> PostgresPrograms
  {
    let folders = path.split(separator: ":").map(String.init) + folders(below: debianRoot)
    for folder in folders {
      let programs = PostgresPrograms(initdb: "\(folder)/initdb", postgres: "\(folder)/postgres")
      if access(programs.initdb, X_OK) == 0, access(programs.postgres, X_OK) == 0 { return programs }
    }
    throw EmbeddedPostgresError(
      "found no PostgreSQL server, and --embedded needs one; install it: apt-get install postgresql")
  }

  private static func folders(below root: String) -> [String] {
    guard let directory = opendir(root) else { return [] }
    defer { closedir(directory) }
    var versions: [Int] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let version = Int(name) { versions.append(version) }
    }
    return versions.sorted(by: >).map { "\(root)/\($0)/bin" }
  }
}
