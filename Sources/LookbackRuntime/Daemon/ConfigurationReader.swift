import Logging
import LookbackCore
import LookbackDefinition
import LookbackSignIn
import LookbackTime
import LookbackYAML

/// Collects the settings and the problems of every layer.
struct ConfigurationReader {
  private var given: [Setting: GivenSetting] = [:]
  private var problems: [String] = []

  mutating func add(_ file: ConfigurationFile) {
    if file.isWritableByOthers {
      problems.append("\(file.name) can be changed by others: run `chmod go-w \(file.name)`")
    }
    do throws(InvalidDefinition) {
      let root = try YAMLReader.read(bytes: file.bytes, file: file.name)
      guard !root.isNull else { return }
      guard let pairs = root.pairs else {
        problems.append("\(file.name): found \(root.kind), expected keys such as `socket: /run/lookback/lookback.sock`")
        return
      }
      for (key, value) in pairs { add(key, value, of: file) }
    } catch {
      problems += error.diagnostics.map(\.description)
    }
  }

  private mutating func add(_ key: SourceNode, _ value: SourceNode, of file: ConfigurationFile) {
    let place = "\(file.name):\(key.location.line):\(key.location.column)"
    let name = key.text ?? ""
    guard let setting = Setting(rawValue: name) else {
      let near = NearestName.suggestion(for: name, among: Setting.allCases.map(\.rawValue))
      let advice =
        near.map { "did you mean `\($0)`?" } ?? "known are \(Setting.allCases.map(\.rawValue).joined(separator: ", "))"
      problems.append("\(place): unknown key \(key.kind); \(advice)")
      return
    }
    guard let text = value.text else {
      problems.append("\(place): found \(value.kind) for `\(name)`, expected a text")
      return
    }
    if setting == .database, file.isReadableByAll, text.contains("password") || text.contains("://") {
      problems.append(
        "\(place): a password in a file that all can read: run `chmod 600 \(file.name)`, or use a credential")
    }
    given[setting] = GivenSetting(text: text, origin: place, rank: 0)
  }

  /// Reads the database credential. systemd puts `LoadCredential=database:…` into a folder that only the daemon can
  /// read.
  mutating func addCredentials(_ environment: [String: String]) {
    guard let folder = environment["CREDENTIALS_DIRECTORY"],
      let file = try? ConfigurationFile.load("\(folder)/database")
    else { return }
    let text = String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    given[.database] = GivenSetting(text: String(text), origin: "credential database", rank: 1)
  }

  mutating func add(environment: [String: String]) {
    for setting in Setting.allCases {
      guard let text = environment[setting.environmentVariable], !text.isEmpty else { continue }
      given[setting] = GivenSetting(text: text, origin: setting.environmentVariable, rank: 2)
    }
  }

  mutating func add(flags: [Setting: String]) {
    for (setting, text) in flags { given[setting] = GivenSetting(text: text, origin: "--\(setting.rawValue)", rank: 3) }
  }

  mutating func configuration(
    runtimeDirectory: String?, stateDirectory: String?
  ) throws(ConfigurationError) -> Configuration {
    var result = Configuration()
    readOffice(into: &result)
    if let runtimeDirectory, let first = runtimeDirectory.split(separator: ":").first {
      result.socket = "\(first)/lookback.sock"
    }
    if let stateDirectory, let first = stateDirectory.split(separator: ":").first {
      result.witness = "\(first)/witness"
    }
    readDatabase(into: &result)
    readPlaces(into: &result)
    readNumbers(into: &result)
    guard problems.isEmpty else { throw ConfigurationError(problems) }
    return result
  }

  /// Sets the paths that follow from the office's name. Later settings override them.
  private mutating func readOffice(into result: inout Configuration) {
    expect(.office, OfficeName.expected, { OfficeName($0) }) { result.office = $0 }
    result.socket = result.office.socket
    result.workflows = "/etc/\(result.office.folder)/workflows"
  }

  /// Reads `embedded` and `database`, of which the one from the layer with the higher rank counts. The same rank for
  /// both is a problem.
  private mutating func readDatabase(into result: inout Configuration) {
    let (embedded, server) = (given[.embedded], given[.database])
    if let embedded, let server, embedded.rank == server.rank {
      problems.append("\(embedded.origin) and \(server.origin) exclude each other: give one of them")
    } else if let embedded, embedded.rank > server?.rank ?? -1 {
      expectPath(.embedded, expecting: "the folder for the private database") {
        result.database = .embedded(folder: $0)
      }
    } else if let server {
      result.database = .server(conninfo: Secret(server.text))
    }
  }

  private mutating func readPlaces(into result: inout Configuration) {
    expectPath(.socket, expecting: "a path of at most 107 bytes") { result.socket = $0 }
    if result.socket.utf8.count > 107 {
      problems.append("socket path \(result.socket) has \(result.socket.utf8.count) bytes: the system allows 107")
    }
    expectPath(.witness, expecting: "a file in a folder of the daemon's own") { result.witness = $0 }
    expectPath(.workflows, expecting: "a folder with definitions") { result.workflows = $0 }
    expect(.listen, "HOST:PORT such as 127.0.0.1:8089 or [::1]:8089", { ListenAddress($0) }) { result.listen = $0 }
    expect(.behindTLSProxy, "true or false", { Bool($0) }) { result.isBehindTLSProxy = $0 }
    expect(.databaseWithoutTLS, "true or false", { Bool($0) }) { result.allowsDatabaseWithoutTLS = $0 }
    if let listen = result.listen, !listen.isLoopback, !result.isBehindTLSProxy {
      problems.append(
        "\(given[.listen]?.origin ?? "listen"): \(listen) can be reached from other machines, and the daemon speaks no TLS: "
          + "let a proxy end TLS and say so with `behind-tls-proxy: true`, or listen on 127.0.0.1")
    }
    expect(.testClock, "a moment such as 2019-01-20T00:00:00Z or a date such as 2019-01-20", Self.moment) {
      result.testClock = $0
    }
  }

  private mutating func readNumbers(into result: inout Configuration) {
    expect(.connections, "a number from 3 to 100", { Self.number($0, in: 3...100) }) {
      result.connections = $0
    }
    expect(.archiveAfter, "a number of days from 1 to 36500, or `never`", Self.days) { result.archiveAfter = $0 }
    expect(.pooler, "none, session or transaction", { Configuration.Pooler(rawValue: $0) }) { result.pooler = $0 }
    expect(.queue, "a number from 4 to 1000000", { Self.number($0, in: 4...1_000_000) }) {
      result.queue = $0
    }
    expect(.passwordPolicy, "asvs or mlps", { PasswordPolicy(rawValue: $0) }) { result.passwordPolicy = $0 }
    expect(.sessionIdle, "a number of minutes from 1 to 480", { Self.number($0, in: 1...480) }) {
      result.sessionIdle = $0
    }
    expect(.sessionLife, "a number of hours from 1 to 72", { Self.number($0, in: 1...72) }) { result.sessionLife = $0 }
    let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
    expect(.logLevel, "one of \(levels)", { Logger.Level(rawValue: $0) }) { result.logLevel = $0 }
    expect(.logFormat, "json or logfmt", { LineLogHandler.Format(rawValue: $0) }) { result.logFormat = $0 }
  }

  private mutating func expectPath(_ setting: Setting, expecting expected: String, _ set: (String) -> Void) {
    expect(setting, expected, { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }, set)
  }

  private mutating func expect<T>(
    _ setting: Setting, _ expected: String, _ parse: (String) -> T?, _ set: (T) -> Void
  ) {
    guard let found = given[setting] else { return }
    guard let value = parse(found.text) else {
      problems.append("\(found.origin): found \"\(found.text)\", expected \(expected)")
      return
    }
    set(value)
  }

  private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  private static func days(_ text: String) -> Int?? {
    if text == "never" { return .some(nil) }
    return Int(text).flatMap { (1...36_500).contains($0) ? .some($0) : nil }
  }

  private static func moment(_ text: String) -> Moment? {
    (try? Moment(parsing: text)) ?? (try? Moment(parsing: text + "T00:00:00Z"))
  }
}
