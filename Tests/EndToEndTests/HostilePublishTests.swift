import Foundation
import Glibc
import HostileTexts
import LookbackTesting
import Testing

/// Definitions that somebody made to be dear, offered to a running daemon in each of the ways in which it takes them.
@Suite("a running daemon refuses hostile definitions and goes on", .timeLimit(.minutes(40)))
struct HostilePublishTests {
  /// More than the daemon had before, in kB: the most that any of the texts may have taken.
  private static let room = 100_000

  private func withDrill(_ body: (Daemon) async throws -> Void) async throws {
    try await withFolder { folder in
      let daemon = try await Daemon.start(in: folder, workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      try await body(daemon)
      let ending = await daemon.stop()
      #expect(ending.status == 0, "\(ending.errors.suffix(2_000))")
    }
  }

  private func kilobytes(_ name: String, _ daemon: Daemon) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(daemon.process.pid)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name) })
    return try #require(Int(line.filter(\.isNumber)))
  }

  @Test("each text is refused over HTTP with a diagnostic, the daemon answers, and its memory stays bounded")
  func published() async throws {
    try await withDrill { daemon in
      var http = daemon.http
      http.timeout = 600
      let before = try kilobytes("VmRSS", daemon)
      // What is larger than a request may be is refused unread: `WrongInput` has that.
      for text in HostileText.all where text.bytes.count <= 8 << 20 {
        let head = Array(#"{"files":[{"name":"hostile.yaml","source":""#.utf8)
        let answer = await http.send(
          "POST", "/v1/workflows", body: head + Self.quoted(text.bytes) + Array(#""}]}"#.utf8))
        let status = try #require(answer?.status, "\(text): no answer")
        #expect((400..<500).contains(status), "\(text): \(status)")
        let said = JSONText(answer?.body ?? "")
        if status == 422 { #expect(!said.all("excerpt").isEmpty || answer?.body.contains("hostile.yaml:") == true) }
        #expect(said.first("detail")?.isEmpty == false, "\(text): \(answer?.body.prefix(300) ?? "")")
        #expect(answer?.body.utf8.count ?? 0 < 2_000_000, "\(text)")
      }
      let grown = try kilobytes("VmHWM", daemon) - before
      #expect(grown < Self.room, "grown by \(grown) kB")
      try await daemon.done(["case", "open", "drill", "number=after"], as: "worker")
      #expect(try await !daemon.done(["workflow", "list"]).contains(" w "))
    }
  }

  @Test("a folder with hostile files is refused at SIGHUP, what was in use stays, and memory stays bounded")
  func reloaded() async throws {
    try await withDrill { daemon in
      let before = try kilobytes("VmRSS", daemon)
      let workflows = daemon.folder.appending(path: "workflows")
      for (number, text) in HostileText.all.enumerated() {
        try Data(text.bytes).write(to: workflows.appending(path: "hostile-\(number).yaml"))
      }
      daemon.process.send(signal: SIGHUP)
      let process = daemon.process
      try await Waiting.until("the folder is refused", within: 600) {
        process.errorsSoFar.contains("the definitions in use stay as they were")
      }
      #expect(try kilobytes("VmHWM", daemon) - before < 2 * Self.room, "155 of them at once")
      try await daemon.done(["case", "open", "drill", "number=after"], as: "worker")
    }
  }

  @Test("the command line says what is wrong with a hostile file, and reads no more of a huge one than is allowed")
  func commandLine() async throws {
    try await withDrill { daemon in
      let file = daemon.folder.appending(path: "hostile.yaml")
      for text in HostileText.all.filter({ $0.kind == .definition }).prefix(5) {
        try Data(text.bytes).write(to: file)
        let ending = try await daemon.lookback(["workflow", "publish", file.path])
        #expect(ending.status != 0 && !ending.errors.isEmpty, "\(text)")
      }
      // Four gigabytes of nothing, which take no room on the disk.
      try #require(truncate(file.path, 4 << 30) == 0)
      for words in [
        ["workflow", "publish"], ["calendar", "publish"], ["workflow", "simulate"], ["workflow", "diff"],
      ] {
        let ending = try await daemon.lookback(words + [file.path])
        #expect(ending.status == 2 && ending.errors.contains("8 MiB"), "\(words): \(ending.errors)")
      }
    }
  }

  @Test("a request of many files is told about some of the faults, not about each")
  func manyFiles() async throws {
    try await withDrill { daemon in
      let before = try kilobytes("VmRSS", daemon)
      for path in ["/v1/workflows", "/v1/calendars"] {
        for (count, source, status, says) in [
          (500, "a: [", 422, "0.yaml:1:"), (500, "a: b", 422, "0.yaml:1:"), (100_000, "a: b", 400, "1 to 500 entries"),
          (180_000, "", 400, "at most 500000 values"),
        ] {
          let files = (0..<count).map { #"{"name":"\#($0).yaml","source":"\#(source)"}"# }.joined(separator: ",")
          let answer = await daemon.http.send("POST", path, body: Array(#"{"files":[\#(files)]}"#.utf8))
          let words = "\(path), \(count): \(answer?.status ?? 0) \(answer?.body.prefix(300) ?? "no answer")"
          #expect(answer?.status == status && answer?.body.contains(says) == true, "\(words)")
          #expect(answer?.body.utf8.count ?? .max < 200_000, "\(words)")
        }
      }
      let grown = try kilobytes("VmHWM", daemon) - before
      #expect(grown < Self.room, "grown by \(grown) kB")
    }
  }

  /// As inside a JSON text; bytes that are no UTF-8 stay what they are.
  private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [UInt8(ascii: "\\"), byte]
      case 0..<32: return Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: return [byte]
      }
    }
  }
}
