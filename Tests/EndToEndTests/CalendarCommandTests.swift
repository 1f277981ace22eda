import Foundation
import Testing

/// `lookback calendar` and `lookback deadline compute`, as a person or a program calls them, without a daemon.
@Suite("dates from the command line")
struct CalendarCommandTests {
  private static let folder = FileManager.default.temporaryDirectory

  private func run(_ arguments: [String], language: String = "en") async throws -> Program.Ending {
    let workflows = ["--workflows", Built.repository.appending(path: "workflows").path]
    return try await Program.start(
      Built.path(of: "lookback"), ["--lang", language] + arguments + workflows, in: Self.folder
    ).ending()
  }

  @Test("days are told one a line")
  func days() async throws {
    let ending = try await run(
      ["calendar", "days", "cn", "--from", "2020-09-27", "--to", "2020-10-01"], language: "zh")
    #expect(ending.status == 0)
    let lines = ending.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("2020-09-27\tworking\t"))
    #expect(lines[1] == "2020-09-28\tworking")
    #expect(lines[4].hasPrefix("2020-10-01\toff\t国庆节"))
  }

  @Test("a span is added with its explanation, and counting gives the number back")
  func addAndCount() async throws {
    let added = try await run(["calendar", "add", "cn", "2020-09-24", "6 working days", "--picture"])
    #expect(added.status == 0)
    #expect(added.output.hasPrefix("2020-10-09\n  started on 2020-09-24 (Thursday)"))
    #expect(added.output.contains("> start   < due"))
    let counted = try await run(["calendar", "count", "cn", "2020-09-24", "2020-10-09"])
    #expect(counted.output == "6\n")
    let json = try await run(["calendar", "add", "cn", "2020-09-24", "6个工作日", "--json"])
    #expect(json.output.contains("\"due\":\"2020-10-09\""))
    #expect(json.output.contains("{\"step\":\"skipped\",\"from\":\"2020-10-01\",\"to\":\"2020-10-08\""))
  }

  @Test("a year is shown month by month")
  func show() async throws {
    let ending = try await run(["calendar", "show", "cn", "2020"], language: "zh")
    #expect(ending.status == 0)
    #expect(ending.output.contains("一 二 三 四 五 六 日   一 二 三 四 五 六 日   一 二 三 四 五 六 日"))
    #expect(!ending.output.contains("\u{1B}"))
  }

  @Test(
    "wrong usage ends with code 2 and says what to do",
    arguments: [
      (["calendar", "show", "mars", "2020"], "there is no calendar `mars`"),
      (["calendar", "add", "cn", "2020-09-31", "1 day"], "2020-09-31"),
      (["calendar", "add", "cn", "2020-09-30", "1 days"], "write `1 day`"),
      (["calendar", "days", "cn", "--from", "2020-09-30", "--to", "2020-09-29"], "cannot end on 2020-09-29"),
      (["deadline", "compute"], "add --jsonl"),
    ])
  func wrong(arguments: [String], words: String) async throws {
    let ending = try await run(arguments)
    #expect(ending.status == 2)
    #expect(ending.errors.contains(words))
  }

  @Test("a calendar file is checked, and an error ends with code 1")
  func check() async throws {
    let path = Self.folder.appending(path: "\(UUID().uuidString)/bad.yaml")
    try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text =
      "notation: 1\ncalendar: bad\nversion: 1\nweekend: [sunday]\nyears:\n  2020:\n    source: x\n    working: [2019-01-06]\n"
    try text.write(to: path, atomically: true, encoding: .utf8)
    let program = try Program.start(Built.path(of: "lookback"), ["calendar", "check", path.path], in: Self.folder)
    let ending = await program.ending()
    #expect(ending.status == 1)
    #expect(ending.output.contains("bad.yaml:8:"))
  }

  @Test("questions are answered line by line, and a bad line stops nothing")
  func compute() async throws {
    let input = Self.folder.appending(path: "\(UUID().uuidString).jsonl")
    let lines = [
      #"{"id":1,"calendar":"cn","start":"2020-09-24","span":"6 working days"}"#, "", "nonsense",
      #"{"id":2,"op":"count","calendar":"cn","from":"2020-09-24","to":"2020-10-09"}"#,
    ]
    try lines.joined(separator: "\n").write(to: input, atomically: true, encoding: .utf8)
    let folder = Built.repository.appending(path: "workflows").path
    let command =
      "'\(try Built.path(of: "lookback"))' deadline compute --jsonl --workflows '\(folder)' < '\(input.path)'"
    let ending = try await Program.start("/bin/sh", ["-c", command], in: Self.folder).ending()
    #expect(ending.status == 0)
    let answers = ending.output.split(separator: "\n")
    #expect(answers.count == 3)
    #expect(answers[0].hasPrefix("{\"id\":1,\"due\":\"2020-10-09\",\"explanation\":["))
    #expect(answers[1].hasPrefix("{\"id\":null,\"error\":"))
    #expect(answers[2] == "{\"id\":2,\"count\":6}")
  }
}
