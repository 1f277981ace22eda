import Foundation
import Testing

/// The page about migration, typed line by line by somebody who reads its language.
@Suite("the pages about migration tell what happens", .timeLimit(.minutes(25)))
struct MigrationPageTests {
  /// What stands between fences of a language, in order.
  private static func blocks(_ language: String, of name: String) throws -> [String] {
    let page = try String(contentsOf: Built.repository.appending(path: "docs/\(name)"), encoding: .utf8)
    return page.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  /// Numbers of cases, chain links and times of recording differ from day to day.
  private static func settled(_ text: String) -> String {
    text.replacing(#/[0-9]{17,19}/#, with: "31392142530270897").replacing(
      #/20[2-9][0-9]-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}Z/#, with: "2026-11-25 00:09Z")
  }

  @Test(
    "every command prints what the page shows",
    arguments: [("migration.md", "C.UTF-8"), ("migration.zh-CN.md", "zh_CN.UTF-8")])
  func conversation(_ name: String, _ locale: String) async throws {
    try await withFolder { folder in
      let versions = try Self.blocks("yaml", of: name)
      try #require(versions.count == 2)
      let workflows = folder.appending(path: "workflows")
      try FileManager.default.createDirectory(
        at: workflows.appending(path: "calendars"), withIntermediateDirectories: true)
      let calendar =
        "notation: 1\ncalendar: plain\nversion: 1\nweekend: [saturday, sunday]\nyears: {2019: {source: notice 1}}\n"
      try Data(calendar.utf8).write(to: workflows.appending(path: "calendars/plain.yaml"))
      try Data(versions[0].utf8).write(to: workflows.appending(path: "errand.yaml"))
      try Data(versions[1].utf8).write(to: folder.appending(path: "errand-2.yaml"))
      let daemon = try await Daemon.start(in: folder, workflows: workflows)
      try await daemon.done(["unit", "add", "desk", "--name", "Desk"])
      try await daemon.done(["person", "add", "clerk", "--name", "Clerk"])
      try await daemon.done(["post", "add", "clerk", "clerk@desk"])
      for block in try Self.blocks("console", of: name) {
        var printed = ""
        for line in block.split(separator: "\n") where line.hasPrefix("$ lookback ") {
          let words = line.dropFirst("$ lookback ".count).split(separator: " ").map { word in
            word.hasSuffix(".yaml") ? folder.appending(path: String(word)).path : String(word)
          }
          let acts = ["case", "do"].contains(words[0]) && words[1] != "history"
          printed += line + "\n" + (try await daemon.done(words, as: acts ? "clerk" : nil, locale: locale))
        }
        #expect(Self.settled(printed) == Self.settled(block))
      }
      _ = await daemon.stop()
    }
  }
}
