/// The persons and units that the tests need, added with the command line.
enum Household {
  /// One worker, known by the account that runs the test.
  static func addWorker(to daemon: Daemon) async throws {
    try await daemon.done(["unit", "add", "drill", "Drill"])
    try await daemon.done(["person", "add", "worker", "Worker"])
    try await daemon.done(["post", "add", "worker", "worker@drill"])
  }

  static let unit = "civil-affairs"

  /// The offices and one handling unit of the letter, a person for each post.
  static func addOffices(to daemon: Daemon) async throws {
    try await daemon.done(["unit", "add", "congress-office", "省人大常委会代表工作机构"])
    try await daemon.done(["unit", "add", "government-office", "省人民政府办公厅"])
    try await daemon.done(["unit", "add", unit, "省民政厅", "--document-code", "青民"])
    try await daemon.done(["person", "add", "deputy", "deputy"])
    for (unit, posts) in [
      ("congress-office", ["clerk", "director"]), ("government-office", ["inspector"]),
      (unit, ["liaison", "drafter", "checker", "branch-head", "principal-head"]),
    ] {
      for post in posts {
        try await daemon.done(["person", "add", "\(unit).\(post)", "\(unit).\(post)"])
        try await daemon.done(["post", "add", "\(unit).\(post)", "\(post)@\(unit)"])
      }
    }
  }
}
