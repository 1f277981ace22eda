import Foundation
import Testing

/// The unit that is shipped, judged by systemd's own tools; `scripts/systemd-test` runs it under a real systemd.
@Suite("the systemd unit")
struct SystemdUnitTests {
  @Test("systemd finds nothing to complain about")
  func isVerified() async throws {
    let ending = try await analyze(["verify", "--man=no"], unit: try unit())
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.output + ending.errors == "")
  }

  @Test("its exposure is at most 1.5")
  func isHardened() async throws {
    let ending = try await analyze(["security", "--offline=true", "--threshold=15", "--no-pager"], unit: try unit())
    #expect(ending.status == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.contains("Overall exposure level"))
  }

  @Test("both judges can say no", arguments: ["WatchdogSec=soon", "ProtectSystem=strictly"])
  func spoiledUnitIsRefused(line: String) async throws {
    let spoiled = try unit().replacing("[Install]", with: "\(line)\n\n[Install]")
    let verified = try await analyze(["verify", "--man=no"], unit: spoiled)
    #expect(verified.errors.contains("Failed to parse"), "\(line): \(verified)")
    let open = try unit().split(separator: "\n").filter { !$0.hasPrefix("Capability") && !$0.hasPrefix("Restrict") }
    let judged = try await analyze(
      ["security", "--offline=true", "--threshold=15", "--no-pager"], unit: open.joined(separator: "\n"))
    #expect(judged.status != 0)
  }

  @Test("a wrong setting is not tried again and again: the exit code is the one that the daemon ends with")
  func wrongSettingEndsForGood() async throws {
    let ending = try await withFolder { folder in
      try await Program.start(try Built.path(of: "lookbackd"), ["serve", "--listen", "nowhere"], in: folder).ending()
    }
    #expect(try settings(of: unit())["RestartPreventExitStatus"] == "\(ending.status)")
  }

  @Test("the template for further offices is the same unit but for the name of the office")
  func templateIsTheSame() throws {
    let folder = Built.repository.appending(path: "systemd")
    func body(_ file: String) throws -> String {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return String(text[try #require(text.range(of: "[Unit]")).lowerBound...])
    }
    let (one, many) = (try body("lookbackd.service"), try body("lookbackd@.service"))
    #expect(many.contains("%i"))
    let changes = [", office %i": "", " --office %i": "", "lookbackd_%i": "lookbackd", "lookback-%i": "lookback"]
    #expect(changes.reduce(many) { $0.replacing($1.key, with: $1.value) } == one)
  }

  /// The unit with the built daemon in the place of the installed one.
  private func unit() throws -> String {
    let file = Built.repository.appending(path: "systemd/lookbackd.service")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains("ExecStart=/usr/local/bin/lookbackd serve\n"))
    return text.replacing("/usr/local/bin/lookbackd", with: try Built.path(of: "lookbackd"))
  }

  private func settings(of unit: String) -> [Substring: Substring] {
    let pairs = unit.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }.filter { $0.count == 2 }
    return Dictionary(pairs.map { ($0[0], $0[1]) }) { _, last in last }
  }

  private func analyze(_ arguments: [String], unit: String) async throws -> Program.Ending {
    try await withFolder { folder in
      let file = folder.appending(path: "lookbackd.service")
      try unit.write(to: file, atomically: true, encoding: .utf8)
      return try await Program.start(
        "/usr/bin/env", ["systemd-analyze"] + arguments + [file.path],
        environment: ["LC_ALL": "C", "SYSTEMD_COLORS": "0"], in: folder
      ).ending()
    }
  }
}
