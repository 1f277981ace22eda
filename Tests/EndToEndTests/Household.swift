/// The persons and units that the tests need, added with the command line.
enum Household {
  /// One worker, known by the account that runs the test.
  static func addWorker(to daemon: Daemon) async throws {
    try await daemon.done(["unit", "add", "drill", "--name", "Drill"])
    try await daemon.done(["person", "add", "worker", "--name", "Worker"])
    try await daemon.done(["post", "add", "worker", "worker@drill"])
  }

  static let unit = "civil-affairs"

  /// The offices and one handling unit of the letter, a person for each post.
  static func addOffices(to daemon: Daemon) async throws {
    try await daemon.done(["unit", "add", "congress-office", "--name", "省人大常委会代表工作机构"])
    try await daemon.done(["unit", "add", "government-office", "--name", "省人民政府办公厅"])
    try await daemon.done(["unit", "add", unit, "--name", "省民政厅", "--document-code", "青民"])
    try await daemon.done(["person", "add", "deputy", "--name", "deputy"])
    for (unit, posts) in [
      ("congress-office", ["clerk", "director"]), ("government-office", ["inspector"]),
      (unit, ["liaison", "drafter", "checker", "branch-head", "principal-head"]),
    ] {
      for post in posts {
        try await daemon.done(["person", "add", "\(unit).\(post)", "--name", "\(unit).\(post)"])
        try await daemon.done(["post", "add", "\(unit).\(post)", "\(post)@\(unit)"])
      }
    }
  }
}
