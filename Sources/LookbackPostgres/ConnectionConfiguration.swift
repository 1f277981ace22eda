import CLibpq
package import Logging

/// Where and how to connect, and what holds in every session whatever the role's own settings are.
package struct ConnectionConfiguration: Sendable {
  /// What lies between this program and the server, as far as it matters to a session.
  package enum Pooling: Sendable {
    /// Nothing, or a pooler that keeps a server connection for each session: statements are prepared once.
    case session
    /// A pooler that gives each transaction any server connection: nothing is kept beyond a transaction. Statements are
    /// sent unprepared, and the settings of a session are those of each transaction that begins; single statements
    /// outside one run under the settings of the role.
    case transaction
  }

  /// A libpq connection string or URI; hosts, `target_session_attrs`, TLS and password come from here.
  package var conninfo: String
  /// Longest wait for each host; whole seconds, at least 2.
  package var connectTimeout: Duration
  /// Longest run of one statement, enforced by the server; nil = no limit.
  package var statementTimeout: Duration?
  /// Longest wait for one lock, enforced by the server; nil = no limit.
  package var lockTimeout: Duration?
  /// Longest pause between statements of a transaction, enforced by the server; nil = no limit.
  package var idleInTransactionTimeout: Duration?
  /// Longest wait for the answer to COMMIT, enforced by the client; after it the outcome is unknown.
  package var commitDeadline: Duration
  /// How the session is called in `pg_stat_activity`.
  package var applicationName: String
  /// The session's `search_path`, e.g. `lookback, pg_temp`; nil = the role's.
  package var searchPath: String?
  /// Further session settings, e.g. `synchronous_commit`; they win over all others.
  package var settings: [String: String]
  /// Whether all transactions of a session are on one server connection.
  package var pooling = Pooling.session
  /// Receives the server's notices.
  package var logger: Logger

  /// Reads nothing and connects to nothing yet.
  package init(
    conninfo: String, connectTimeout: Duration = .seconds(5), statementTimeout: Duration? = .seconds(30),
    lockTimeout: Duration? = nil, idleInTransactionTimeout: Duration? = .seconds(30),
    commitDeadline: Duration = .seconds(10), applicationName: String = "lookback", searchPath: String? = nil,
    settings: [String: String] = [:], logger: Logger = Logger(label: "postgres")
  ) {
    self.conninfo = conninfo
    self.connectTimeout = connectTimeout
    self.statementTimeout = statementTimeout
    self.lockTimeout = lockTimeout
    self.idleInTransactionTimeout = idleInTransactionTimeout
    self.commitDeadline = commitDeadline
    self.applicationName = applicationName
    self.searchPath = searchPath
    self.settings = settings
    self.logger = logger
  }

  /// Everything the session sets for itself after connecting, in a fixed order.
  ///
  /// `client_min_messages` is among them because a COMMIT that was not replicated says so only by a WARNING.
  var sessionSettings: [(name: String, value: String)] {
    var values = [
      "client_encoding": "UTF8", "TimeZone": "UTC", "DateStyle": "ISO, YMD", "standard_conforming_strings": "on",
      "client_min_messages": "notice", "default_transaction_isolation": "read committed",
      "statement_timeout": Self.milliseconds(statementTimeout), "lock_timeout": Self.milliseconds(lockTimeout),
      "idle_session_timeout": "0", "idle_in_transaction_session_timeout": Self.milliseconds(idleInTransactionTimeout),
    ]
    values["search_path"] = searchPath
    values.merge(settings) { _, own in own }
    return values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
  }

  /// What a transaction sets for itself where there is no session to set it for.
  var transactionSettings: [Statement] {
    let names = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "search_path"]
    return sessionSettings.filter { names.contains($0.name) || settings[$0.name] != nil }.map { name, value in
      Statement("set_\(name)", "SET LOCAL \(name) = \(name == "search_path" ? value : "'\(value)'")")
    }
  }

  private static func milliseconds(_ duration: Duration?) -> String {
    duration.map { String(max(1, $0.wholeMilliseconds)) } ?? "0"
  }
}

extension ConnectionConfiguration: CustomStringConvertible {
  /// Where this leads, without passwords: `host=/run/postgresql dbname=lookback`.
  package var description: String {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(conninfo, &message) else {
      PQfreemem(message)
      return "unreadable connection string"
    }
    defer { PQconninfoFree(options) }
    var parts: [String] = []
    var option = options
    while let keyword = option.pointee.keyword {
      let isSecret = option.pointee.dispchar.map { String(cString: $0).contains("*") } ?? false
      if let value = option.pointee.val, !isSecret {
        parts.append("\(String(cString: keyword))=\(String(cString: value))")
      }
      option += 1
    }
    return parts.isEmpty ? "the default server" : parts.joined(separator: " ")
  }
}

extension Duration {
  /// Rounded up, so that a short wait never becomes none.
  var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let part = attoseconds / 1_000_000_000_000_000
    return seconds * 1000 + part + (attoseconds % 1_000_000_000_000_000 > 0 ? 1 : 0)
  }
}
