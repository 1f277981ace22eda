import Foundation
import LookbackJSON
import Testing

@testable import lookback

/// The built program on answers that no daemon gave.
@Suite("what is printed", .timeLimit(.minutes(10)))
struct PrintingTests {
  @Test(
    "is what the transcripts show, in both languages, with the exit code of what happened", arguments: Transcript.all)
  func transcript(_ transcript: Transcript) async throws {
    for language in ["en", "zh"] {
      let daemon = try CannedDaemon(transcript.answers)
      defer { daemon.stop() }
      let run = try await CommandRun.of(transcript.words + ["--lang", language], asking: daemon)
      #expect(run.status == transcript.status, "\(run)")
      #expect(lines(run.output) == lines(transcript.prints[language] ?? ""), "\(run)")
      #expect(lines(run.errors) == lines(transcript.says[language] ?? ""), "\(run)")
      #expect(daemon.requests.map(\.line) == transcript.asks.map(\.line))
      for (request, expected) in zip(daemon.requests, transcript.asks) {
        #expect(members(request.body) == members(expected.body.isNull ? "" : expected.body.description))
      }
      let asked = daemon.requests.allSatisfy { $0.headers.contains("accept-language: \(language)") }
      #expect(asked, "the daemon is asked in the reader's language")
    }
  }

  @Test("is shown for every command that asks the daemon")
  func complete() {
    let shown = Transcript.all.map(\.words)
    let missing = CommandTree.leaves.filter { leaf in
      !Self.withoutDaemon.contains(leaf.description) && !shown.contains { $0.starts(with: leaf.words) }
    }
    #expect(missing.map(\.description) == [])
  }

  /// What is answered on this machine, or needs files and is tried by the tests that have them.
  private static let withoutDaemon: Set<String> = [
    "calendar show", "calendar days", "calendar add", "calendar count", "calendar check", "calendar publish",
    "workflow check", "workflow explain", "workflow simulate", "workflow test", "workflow graph", "workflow schema",
    "workflow diff", "workflow publish", "deadline compute", "guard eval", "import",
    // What asks for passwords and codes, or for a session.
    "login", "logout", "password change", "authenticator add", "authenticator remove",
    "person import", "unit import", "post import",
  ]

  private func lines(_ text: String) -> [Substring] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return Array(lines.reversed().drop { $0.isEmpty }.reversed())
  }

  /// The members of an object in an order of their own, as the program writes them in any.
  private func members(_ text: String) -> JSON? {
    (try? JSONParser.parse(Array(text.utf8))).map(sorted)
  }

  private func sorted(_ json: JSON) -> JSON {
    switch json {
    case .object(let members):
      .object(
        members.sorted { $0.name < $1.name }.map { JSON.Member(name: $0.name, value: sorted($0.value)) })
    case .array(let items): .array(items.map(sorted))
    case .null, .bool, .int, .double, .string: json
    }
  }
}
