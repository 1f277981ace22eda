import CLibpq
package import Logging

/// Where and how to connect, and which settings every session has whatever the settings of its role are.
package struct ConnectionConfiguration: Sendable {
  /// What lies between this program and the server, as far as it concerns a session.
  package enum Pooling: Sendable {
    /// Nothing lies between, or a pooler that keeps one server connection for each session. Statements are prepared
    /// once.
    case session
    /// A pooler gives each transaction any server connection, and nothing is kept beyond a transaction. Statements are
    /// sent unprepared, and each transaction that begins sets the session's settings for itself. A single statement
    /// outside a transaction runs under the settings of the role.
    case transaction
  }

  /// A libpq connection string or URI; hosts, `target_session_attrs`, TLS and password come from here.
  package var conninfo: String
  /// The longest wait for each host, in whole seconds and at least 2.
  package var connectTimeout: Duration
  /// The longest run of one statement, enforced by the server; nil means no limit.
  package var statementTimeout: Duration?
  /// The longest wait for one lock, enforced by the server; nil means no limit.
  package var lockTimeout: Duration?
  /// The longest pause between statements of a transaction, enforced by the server; nil means no limit.
  package var idleInTransactionTimeout: Duration?
  /// The longest wait for the answer to COMMIT, enforced by the client. After it the outcome is unknown.
  package var commitDeadline: Duration
  /// The name of the session in `pg_stat_activity`.
  package var applicationName: String
  /// The session's `search_path`, e.g. `lookback, pg_temp`; nil leaves that of the role.
  package var searchPath: String?
  /// Further session settings by name, e.g. `synchronous_commit`. They take precedence over all others.
  package var settings: [String: String]
  /// Whether all transactions of a session run on one server connection.
  package var pooling = Pooling.session
  /// The logger that receives the server's notices.
  package var logger: Logger

  /// Makes a configuration. Nothing is read or connected yet.
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

  /// The settings that the session makes for itself after connecting, in the order of their names.
  ///
  /// `client_min_messages` is among them because only a WARNING tells that a COMMIT was not replicated.
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

  /// The settings that a transaction makes for itself if there is no session that keeps them.
  var transactionSettings: [Statement] {
    let names = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "search_path"]
    return sessionSettings.filter { names.contains($0.name) || settings[$0.name] != nil }.map { name, value in
      let literal = "'\(value.replacing("'", with: "''"))'"
      return Statement("set_\(name)", "SET LOCAL \(name) = \(name == "search_path" ? value : literal)")
    }
  }

  private static func milliseconds(_ duration: Duration?) -> String {
    duration.map { String(max(1, $0.wholeMilliseconds)) } ?? "0"
  }
}

extension ConnectionConfiguration {
  /// The first host on another machine to which libpq would also speak without TLS; nil if there is none.
  package var hostWithoutTLS: String? {
    let given = options { PQconninfoParse(conninfo, &$0) }
    // What is not given comes from the environment, such as PGHOST, or from the defaults of libpq.
    let options = self.options { _ in PQconndefaults() }.merging(given) { $1 }
    guard !["require", "verify-ca", "verify-full"].contains(options["sslmode"] ?? "") else { return nil }
    let places = given["hostaddr"] ?? given["host"] ?? options["hostaddr"] ?? options["host"] ?? ""
    return places.split(separator: ",").map(String.init).first { !Self.isOfThisMachine($0) }
  }

  private static func isOfThisMachine(_ host: String) -> Bool {
    host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  /// Returns the options that have values.
  private func options(
    _ read: (inout UnsafeMutablePointer<CChar>?) -> UnsafeMutablePointer<PQconninfoOption>?
  ) -> [String: String] {
    var message: UnsafeMutablePointer<CChar>?
    let first = read(&message)
    defer {
      PQconninfoFree(first)
      PQfreemem(message)
    }
    var options: [String: String] = [:]
    var option = first
    while let found = option?.pointee, let keyword = found.keyword {
      if let value = found.val { options[String(cString: keyword)] = String(cString: value) }
      option = option.map { $0 + 1 }
    }
    return options.filter { !$0.value.isEmpty }
  }
}

extension ConnectionConfiguration: CustomStringConvertible {
  /// Where this configuration leads, without passwords, such as `host=/run/postgresql dbname=lookback`.
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
  /// The duration in milliseconds, rounded up so that a short wait never becomes none.
  var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let part = attoseconds / 1_000_000_000_000_000
    return seconds * 1000 + part + (attoseconds % 1_000_000_000_000_000 > 0 ? 1 : 0)
  }
}
