import LookbackJSON
import Synchronization

/// Judges every answer, and keeps what is wrong, each kind once.
final class Judge: Sendable {
  private struct Book {
    var findings: [String: (count: Int, first: String)] = [:]
    var statuses: [Int: Int] = [:]
    var codes: [String: Int] = [:]
    var slowest = Duration.zero
  }

  private let book = Mutex(Book())
  /// Words that would tell of the inside.
  private let inside: [String]
  /// The codes of problems that are listed; nil if the daemon has no list.
  private let known: Set<String>?

  init(folder: String, known: Set<String>?) {
    inside = ["SQLSTATE", "pkey", "relation \"", "PostgresError", "insert_", folder, ".swift"]
    self.known = known
  }

  func note(_ kind: String, _ first: @autoclosure () -> String) {
    book.withLock { book in
      book.findings[kind, default: (0, first())].count += 1
    }
  }

  func took(_ time: Duration) { book.withLock { $0.slowest = max($0.slowest, time) } }

  func judge(_ answer: Reply.Answer, _ shot: Shot) {
    let text = String(decoding: answer.body, as: UTF8.self)
    book.withLock { $0.statuses[answer.status, default: 0] += 1 }
    let sent = {
      "\(shot.sender): \(String(decoding: shot.bytes.prefix(600), as: UTF8.self))\n→ \(answer.status) \(text.prefix(600))"
    }
    if answer.status >= 500, ![503, 505].contains(answer.status) { note("\(answer.status) to \(shot.name)", sent()) }
    for word in inside where text.contains(word) { note("`\(word)` in an answer to \(shot.name)", sent()) }
    for header in ["cache-control", "x-content-type-options", "request-id"] where answer.headers[header] == nil {
      note("no `\(header)` in a \(answer.status)", sent())
    }
    guard !shot.isHead, answer.status >= 400 else { return }
    guard answer.headers["content-type"] == "application/problem+json" else {
      return note("a \(answer.status) that is no problem, to \(shot.name)", sent())
    }
    guard let problem = try? JSONParser.parse(answer.body), let code = problem["code"]?.text,
      problem["status"]?.whole == Int64(answer.status), problem["detail"]?.text != nil
    else { return note("a problem that cannot be read, to \(shot.name)", sent()) }
    book.withLock { $0.codes[code, default: 0] += 1 }
    if let known, !known.contains(code) { note("the code `\(code)`, which is not listed", sent()) }
    if answer.body.count > 200_000 { note("a problem of \(answer.body.count) bytes, to \(shot.name)", sent()) }
    if [429, 503].contains(answer.status), answer.headers["retry-after"] == nil {
      note("a \(answer.status) without Retry-After", sent())
    }
  }

  /// Prints the figures and the findings.
  /// - Returns: whether nothing is wrong.
  func report() -> Bool {
    book.withLock { book in
      let statuses = book.statuses.sorted { $0.key < $1.key }.map { "\($0.key) × \($0.value)" }
      let codes = book.codes.sorted { $0.value > $1.value }.map { "\($0.key) × \($0.value)" }
      print("statuses: \(statuses.joined(separator: ", "))\ncodes: \(codes.joined(separator: ", "))")
      print("slowest answer: \(book.slowest)")
      for (kind, finding) in book.findings.sorted(by: { $0.key < $1.key }) {
        print("\nFINDING, \(finding.count) times: \(kind)\n\(finding.first)")
      }
      return book.findings.isEmpty
    }
  }
}
