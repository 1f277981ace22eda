import ArgumentParser
import Foundation
import LookbackCore
import LookbackJSON
import LookbackText
import LookbackTime

/// The options that every command has: how to reach the daemon, and how to print.
struct ClientOptions: ParsableArguments {
  @Option(help: "The daemon's socket; $LOOKBACK_SOCKET, else that of the office.")
  var socket: String?

  @Option(
    help: ArgumentHelp(
      "The office whose daemon is asked; $LOOKBACK_OFFICE, else main.",
      discussion: "Its socket is /run/lookback-NAME/lookback.sock, that of main /run/lookback/lookback.sock.",
      valueName: "name"))
  var office: String?

  @Option(name: .customLong("as"), help: "Act for this person (administrators only; it is recorded).")
  var person: String?

  @Flag(help: "Print the daemon's JSON as it came.")
  var json = false

  @Option(help: "The language of texts; else by LC_ALL, LC_MESSAGES, LANG.")
  var lang: Language?

  var language: Language { lang ?? .ofLocale }

  var client: Client {
    let environment = ProcessInfo.processInfo.environment
    var headers = ["Accept-Language: \(language.rawValue)"]
    if let person { headers.append("Lookback-As: \(person)") }
    if let token = environment["LOOKBACK_TOKEN"] ?? keptSession?.token {
      headers.append("Authorization: Bearer \(token)")
    }
    return switch Door(socket: socket, office: office, environment: environment) {
    case .socket(let path): Client(socket: path, url: "http://lookback", headers: headers)
    case .url(let url): Client(socket: nil, url: url, headers: headers)
    }
  }

  /// The session at the daemon that is reached by a URL; nil where the socket tells who asks.
  var keptSession: KeptSession? {
    let environment = ProcessInfo.processInfo.environment
    guard case .url(let url) = Door(socket: socket, office: office, environment: environment) else { return nil }
    return KeptSession(url: url, environment: environment)
  }

  /// Throws a usage error if the options are wrong, before anything is asked.
  func validate() throws {
    guard let given = office ?? ProcessInfo.processInfo.environment["LOOKBACK_OFFICE"], OfficeName(given) == nil
    else { return }
    throw ValidationError(Strings(language).badOffice(given))
  }

  /// Returns the header by which the daemon does nothing twice; none without a key.
  /// - Throws: a usage error for a key of blanks, which would arrive as no key.
  func header(key: String?) throws -> [String] {
    guard let key else { return [] }
    guard !key.isBlank else { throw ValidationError(Strings(language).emptyKey) }
    return ["Idempotency-Key: \(key)"]
  }

  /// Returns a command line of these words that reaches the same daemon for the same person and prints alike.
  func line(_ words: [String]) -> String {
    let options = [("--socket", socket), ("--office", office), ("--as", person), ("--lang", lang?.rawValue)]
    let given = options.flatMap { name, value in value.map { [name, $0] } ?? [] } + (json ? ["--json"] : [])
    return (["lookback"] + words + given).map(\.typed).joined(separator: " ")
  }

  /// The same options for answers that are only a part of what is printed.
  var withoutPrinting: ClientOptions {
    var silent = self
    silent.json = false
    return silent
  }

  /// Returns the daemon's answer as an object. A problem is printed and ends the program.
  func ask(_ method: String, _ path: String, body: JSON? = nil, headers: [String] = []) throws -> Answer {
    let reply = try reply(method, path, body, headers)
    if json { Swift.print(String(decoding: reply.body, as: UTF8.self), terminator: "") }
    return reply.answer
  }

  /// Returns an answer that is no JSON. A problem is printed and ends the program.
  func text(_ path: String) throws -> String {
    String(decoding: try reply("GET", path, nil, []).body, as: UTF8.self)
  }

  /// Asks for an answer of many lines and passes on each when it arrives; with --json it is printed as well.
  ///
  /// A connection that breaks in between is no error here, because the last line tells whether the answer is complete.
  func follow(_ path: String, body: JSON, headers: [String], _ take: (Answer) -> Void) throws {
    var lines = 0
    try withoutActuallyEscaping(take) { take in
      do {
        _ = try reply("POST", path, body, headers) { line in
          lines += 1
          if json { Swift.print(String(decoding: line, as: UTF8.self)) }
          if let value = try? JSONParser.parse(Array(line)) { take(Answer(value)) }
        }
      } catch let code as ExitCode {
        if lines == 0 { throw code }
      }
    }
  }

  private func reply(
    _ method: String, _ path: String, _ body: JSON?, _ headers: [String], line: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws -> Reply {
    try successful(sent(method, path, body, headers, line: line))
  }

  /// Returns what a reply says, and prints it with --json. A problem is printed and ends the program.
  func printed(_ reply: Reply) throws -> Answer {
    let reply = try successful(reply)
    if json { Swift.print(String(decoding: reply.body, as: UTF8.self), terminator: "") }
    return reply.answer
  }

  /// Sends a request and returns the reply, whatever its status. A daemon that cannot be reached ends the program.
  func sent(
    _ method: String, _ path: String, _ body: JSON?, _ headers: [String] = [],
    line: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws -> Reply {
    guard !path.contains("//"), !path.hasSuffix("/"), !path.contains("/?") else {
      throw ValidationError(Strings(language).emptyName)
    }
    guard person != "", !(headers + client.headers).contains(where: { $0.contains(where: \.isNewline) }) else {
      throw ValidationError(Strings(language).emptyName)
    }
    do { return try client.send(method, path, body: body, headers: headers, line: line) } catch let error
      as Unreachable
    {
      ErrorReport.unreachable(error, language).print()
      throw ExitCode(3)
    }
  }

  private func successful(_ reply: Reply) throws -> Reply {
    guard reply.status < 400 else {
      if json { Swift.print(String(decoding: reply.body, as: UTF8.self), terminator: "") }
      ErrorReport(problem: reply.answer, language).print()
      throw ExitCode(reply.status == 503 ? 3 : 1)
    }
    return reply
  }
}

extension String {
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The text as a shell reads it, quoted if it has signs that mean something to a shell.
  fileprivate var typed: String {
    let isPlain = !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "-_./:@,+=%".contains($0) }
    return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}

/// The lines about an error, for standard error.
struct ErrorReport {
  var lines: [String]

  init(problem: Answer, _ language: Language) {
    let words = Strings(language)
    let said = [problem.text("detail"), problem.text("title")].first { !$0.isEmpty }
    lines = ["\(words.error)\(words.colon)\(said ?? words.noAnswer)"]
    for (key, label) in [("possible", words.possible), ("who", words.who), ("needs", words.needs)] {
      if case let texts = problem.texts(key), !texts.isEmpty {
        lines.append("  \(label)\(words.colon)\(texts.joined(separator: words.comma))")
      }
    }
    let readings = problem.object("readings")
    if !readings.isEmpty {
      let pairs = readings.names.sorted().map { "\($0) = \(readings.text($0))" }
      lines.append("  \(words.read)\(words.colon)\(pairs.joined(separator: words.comma))")
    }
    lines += problem.objects("errors").map { $0.text("excerpt") }.filter { !$0.isEmpty }
  }

  private init(lines: [String]) { self.lines = lines }

  static func unreachable(_ error: Unreachable, _ language: Language) -> ErrorReport {
    let words = Strings(language)
    return ErrorReport(lines: [
      "\(words.error)\(words.colon)\(words.unreachable(error.place))\(words.colon)\(words.cause(error.cause))",
      "  \(words.remedy(error.cause))",
    ])
  }

  /// Prints the lines after everything that was printed to standard output. So both are in their order if they are one
  /// stream, and a reader who closes it after the result misses only these lines.
  func print() {
    fflush(nil)
    FileHandle.standardError.write(Data((lines.joined(separator: "\n").visible + "\n").utf8))
  }
}

extension ErrorReport {
  static func usage(_ message: String) { ErrorReport(lines: [message]).print() }
}
