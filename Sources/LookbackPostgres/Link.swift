import CLibpq
import Glibc

/// One libpq connection in non-blocking mode, whose waits end at a deadline.
///
/// A link is not thread-safe: it stays on the thread of the connection or listener that opened it.
final class Link {
  let handle: OpaquePointer
  let notices: NoticeLog
  private(set) var isBroken = false

  /// Connects and applies the session settings. This blocks up to `connectTimeout` for each host.
  init(_ configuration: ConnectionConfiguration) throws {
    handle = try Self.connect(configuration)
    notices = NoticeLog(configuration.logger)
    PQsetNoticeReceiver(
      handle,
      { context, result in
        guard let context, let result else { return }
        Unmanaged<NoticeLog>.fromOpaque(context).takeUnretainedValue().receive(result)
      }, Unmanaged.passUnretained(notices).toOpaque())
    guard PQstatus(handle) == CONNECTION_OK else { throw failure() }
    guard PQsetnonblocking(handle, 1) == 0 else { throw failure() }
    // With a pooler that keeps no sessions, this would change the settings of other clients.
    guard configuration.pooling == .session else { return }
    try script(sessionSettings(configuration), deadline: .now + configuration.connectTimeout)
  }

  deinit { PQfinish(handle) }

  /// Marks the link as broken and returns an error of kind `.connection` with the message of libpq.
  func failure() -> PostgresError {
    isBroken = true
    let words = String(cString: PQerrorMessage(handle)).trimmingLineEnd
    return PostgresError(.connection, words.isEmpty ? "the connection was lost" : words)
  }

  /// Marks the link as broken after a wait that took too long, and returns an error of kind `.timeout`.
  func timeout(_ what: String) -> PostgresError {
    isBroken = true
    return PostgresError(.timeout, "no answer from the server in time to \(what)")
  }

  func markBroken() {
    isBroken = true
  }

  /// Sends everything that is queued. It reads meanwhile, so that neither side can block the other.
  func flush(deadline: ContinuousClock.Instant?) throws {
    while true {
      switch PQflush(handle) {
      case 0: return
      case 1: try wait(for: POLLIN | POLLOUT, deadline: deadline, what: "take the statements")
      default: throw failure()
      }
    }
  }

  /// Returns the next result; nil at the end of a statement's results. Throws if the connection is lost or the deadline
  /// passes.
  func nextResult(deadline: ContinuousClock.Instant?, what: String) throws -> ResultHandle? {
    while PQisBusy(handle) == 1 {
      try wait(for: POLLIN, deadline: deadline, what: what)
    }
    return PQgetResult(handle).map(ResultHandle.init)
  }

  /// Reads what has arrived, without waiting. Returns false if the server has closed the connection.
  func probe() -> Bool {
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    while !isBroken, poll(&descriptor, 1, 0) > 0 {
      let isAlive = PQconsumeInput(handle) == 1 && PQisBusy(handle) == 0 && PQstatus(handle) == CONNECTION_OK
      if !isAlive || notices.saidGoodbye { isBroken = true }
    }
    return !isBroken
  }

  private func wait(for events: Int32, deadline: ContinuousClock.Instant?, what: String) throws {
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
    let wait = deadline.map { max(0, ContinuousClock.now.duration(to: $0).wholeMilliseconds) } ?? -1
    let ready = poll(&descriptor, 1, Int32(clamping: wait))
    if ready == 0 { throw timeout(what) }
    guard ready > 0 else {
      if errno == EINTR { return }
      throw failure()
    }
    if Int32(descriptor.revents) & (POLLIN | POLLERR | POLLHUP) != 0, PQconsumeInput(handle) == 0 {
      throw failure()
    }
  }
}

extension Link {
  /// Runs any SQL, also several statements at once, in the simple protocol. Throws the first refusal.
  func script(_ sql: String, deadline: ContinuousClock.Instant?) throws {
    guard PQsendQuery(handle, sql) == 1 else { throw failure() }
    try flush(deadline: deadline)
    var refusal: PostgresError?
    while let result = try nextResult(deadline: deadline, what: "run a script") {
      switch result.status {
      case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE: refusal = refusal ?? result.error(in: "script")
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        markBroken()
        throw PostgresError(.misuse, "COPY is not for scripts")
      default: break
      }
      if PQstatus(handle) == CONNECTION_BAD { markBroken() }
    }
    if let refusal { throw refusal }
  }

  private func sessionSettings(_ configuration: ConnectionConfiguration) throws -> String {
    let calls = try configuration.sessionSettings.map {
      "pg_catalog.set_config(\(try literal($0.name)), \(try literal($0.value)), false)"
    }
    return "SELECT " + calls.joined(separator: ", ")
  }

  /// Returns the text as an SQL literal, which is right whatever the session's settings for strings are.
  func literal(_ text: String) throws -> String {
    guard !text.utf8.contains(0), let escaped = PQescapeLiteral(handle, text, text.utf8.count) else {
      throw PostgresError(.parameter, "text that cannot be quoted for SQL")
    }
    defer { PQfreemem(escaped) }
    return String(cString: escaped)
  }

  private static func connect(_ configuration: ConnectionConfiguration) throws -> OpaquePointer {
    let seconds = max(2, (configuration.connectTimeout.wholeMilliseconds + 999) / 1000)
    // libpq takes the last value of a keyword. What the connection string may change stands before it, what it may not
    // change after it.
    let options: [(String, String)] = [
      ("gssencmode", "disable"), ("keepalives_idle", "5"), ("keepalives_interval", "3"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "15000"), ("dbname", configuration.conninfo), ("client_encoding", "UTF8"),
      ("application_name", configuration.applicationName), ("connect_timeout", String(seconds)),
    ]
    let keywords = options.map { strdup($0.0) }
    let values = options.map { strdup($0.1) }
    defer { (keywords + values).forEach { free($0) } }
    let handle = PQconnectdbParams(
      keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    guard let handle else { throw PostgresError(.connection, "out of memory") }
    return handle
  }
}
