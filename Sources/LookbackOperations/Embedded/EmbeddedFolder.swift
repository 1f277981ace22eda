import Glibc

/// The folder of a private server, with its files.
struct EmbeddedFolder: Sendable {
  let path: String
  var data: String { "\(path)/data" }
  /// A data directory that is not complete yet; it is renamed to `data` when it is.
  var newData: String { "\(path)/data.new" }
  var socket: String { "\(path)/socket" }
  var log: String { "\(path)/postgres.log" }
  var setup: String { "\(path)/setup.sql" }
  var lockFile: String { "\(path)/lock" }

  private static let longestPath = 107 - "/socket/.s.PGSQL.5432".utf8.count
  private static let largestLog = 16 << 20

  /// Makes the folder if it does not exist, and the folder of the socket in it. A large log is renamed.
  init(_ given: String, account: ServerAccount) throws(EmbeddedPostgresError) {
    guard mkdir(given, 0o755) == 0 || errno == EEXIST, let real = realpath(given, nil) else {
      throw EmbeddedPostgresError(
        "cannot make the folder \(given): \(String(cString: strerror(errno))); its parent folder must exist")
    }
    path = String(cString: real)
    free(real)
    guard path.utf8.count <= Self.longestPath else {
      throw EmbeddedPostgresError(
        "the path \(path) is too long for a socket in it: choose one of at most \(Self.longestPath) bytes")
    }
    if account.isOther { try expectEntry(for: account) }
    try make(socket, for: account)
    if let size = Self.size(of: log), size > Self.largestLog { rename(log, "\(log).1") }
  }

  /// Makes a folder that only this account may enter.
  func make(_ folder: String, for account: ServerAccount) throws(EmbeddedPostgresError) {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST,
      !account.isOther || chown(folder, account.user, account.group) == 0
    else {
      throw EmbeddedPostgresError("cannot make the folder \(folder): \(String(cString: strerror(errno)))")
    }
  }

  /// Keeps other daemons out of this folder as long as this process lives. Throws if another one does not leave it in
  /// time.
  func lock(timeout: Duration) async throws {
    let descriptor = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw EmbeddedPostgresError("cannot open \(lockFile): \(String(cString: strerror(errno)))")
    }
    do { try await lock(descriptor, until: ContinuousClock.now + timeout) } catch {
      close(descriptor)
      throw error
    }
  }

  private func lock(_ descriptor: Int32, until giveUp: ContinuousClock.Instant) async throws {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard ContinuousClock.now < giveUp else {
        throw EmbeddedPostgresError("another lookbackd uses \(path): stop it, or choose another folder")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// The process number of the server that `postmaster.pid` names; nil unless it runs in this folder.
  var livingServer: pid_t? {
    guard let line = Self.lines(of: "\(data)/postmaster.pid").first, let id = pid_t(line), id > 1 else { return nil }
    guard let directory = realpath("/proc/\(id)/cwd", nil) else { return nil }
    defer { free(directory) }
    return String(cString: directory) == data ? id : nil
  }

  /// Returns whether the server with this process number says that it accepts connections.
  func isReady(_ id: pid_t) -> Bool {
    let lines = Self.lines(of: "\(data)/postmaster.pid")
    return lines.count >= 8 && lines[0] == "\(id)" && lines[7].hasPrefix("ready")
  }

  /// The last three lines that the server wrote to its log.
  var lastWords: String {
    let lines = Self.lines(of: log, last: 4096).filter { !$0.isEmpty }
    return lines.suffix(3).joined(separator: " | ")
  }

  func write(_ text: String, to file: String) throws(EmbeddedPostgresError) {
    guard let stream = fopen(file, "we") else {
      throw EmbeddedPostgresError("cannot write \(file): \(String(cString: strerror(errno)))")
    }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, stream)
    guard fclose(stream) == 0, written == bytes.count else {
      throw EmbeddedPostgresError("cannot write \(file): \(String(cString: strerror(errno)))")
    }
  }

  /// Writes everything to the disk, then renames the new data directory to `data` so that a crash cannot undo it.
  func adoptNewData() throws(EmbeddedPostgresError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(descriptor) }
    sync()
    guard descriptor >= 0, rename(newData, data) == 0, fsync(descriptor) == 0 else {
      throw EmbeddedPostgresError("cannot finish \(data): \(String(cString: strerror(errno)))")
    }
  }

  /// Throws unless the other account may enter each folder of the path.
  private func expectEntry(for account: ServerAccount) throws(EmbeddedPostgresError) {
    var walked = ""
    for part in path.split(separator: "/") {
      walked += "/\(part)"
      var facts = stat()
      guard stat(walked, &facts) == 0 else { continue }
      let isOpen = facts.st_mode & S_IXOTH != 0 || (facts.st_uid == account.user && facts.st_mode & S_IXUSR != 0)
      guard isOpen else {
        throw EmbeddedPostgresError(
          "PostgreSQL runs as \(account.name), who may not enter \(walked): choose a folder such as "
            + "/var/lib/lookback/database, or run as an ordinary user")
      }
    }
  }

  private static func size(of file: String) -> Int? {
    var facts = stat()
    return stat(file, &facts) == 0 ? Int(facts.st_size) : nil
  }

  private static func lines(of file: String, last: Int = 0) -> [String] {
    guard let stream = fopen(file, "re") else { return [] }
    defer { fclose(stream) }
    if last > 0, let size = size(of: file), size > last { fseek(stream, size - last, SEEK_SET) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = fread(&bytes, 1, bytes.count, stream)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }
}
