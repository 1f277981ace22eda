import Foundation
import LookbackJSON
import Testing

/// What somebody types, what the daemon is asked and answers, and what is then printed, as `Fixtures/*.transcript` tell it.
///
/// A transcript begins with `### lookback` and the words that are typed. Each of its sections begins with a line of its
/// own: `### answers STATUS ADDRESS`, `### asks ADDRESS`, `### exit code N`, `### prints LANGUAGE` for standard output
/// and `### says LANGUAGE` for standard error.
struct Transcript: Sendable, CustomStringConvertible {
  /// After `lookback`.
  let words: [String]
  private(set) var answers: [CannedDaemon.Canned] = []
  /// Addresses, and bodies as JSON; null where there is none.
  private(set) var asks: [(line: String, body: JSON)] = []
  private(set) var status: Int32 = 0
  /// By language.
  private(set) var prints: [String: String] = [:]
  private(set) var says: [String: String] = [:]

  var description: String { words.joined(separator: " ") }

  /// All transcripts of the fixtures.
  static let all: [Transcript] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".transcript") }.flatMap { name in
      let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
      return ("\n" + text).split(separator: "\n### lookback ").compactMap { Transcript(String($0)) }
    }
  }()

  /// - Parameter text: from the words that are typed on.
  private init?(_ text: String) {
    let parts = text.split(separator: "\n### ").map(String.init)
    guard let line = parts.first, let words = ShellWords.split(line.trimmingCharacters(in: .newlines)) else {
      return nil
    }
    self.words = words
    for part in parts.dropFirst() {
      let head = part.prefix { $0 != "\n" }.split(separator: " ", maxSplits: 2).map(String.init)
      add(head, String(part.drop { $0 != "\n" }.dropFirst()).trimmingCharacters(in: .newlines))
    }
  }

  private mutating func add(_ head: [String], _ body: String) {
    switch head[0] {
    case "answers":
      answers.append(CannedDaemon.Canned(head[2], status: Int(head[1]) ?? 0, body.isEmpty ? "" : body + "\n"))
    case "asks":
      asks.append((head[1...].joined(separator: " "), (try? JSONParser.parse(Array(body.utf8))) ?? .null))
    case "exit": status = Int32(head[2]) ?? -1
    case "prints": prints[head[1]] = body
    case "says": says[head[1]] = body
    default: Issue.record("a section that no transcript has: \(head)")
    }
  }
}
