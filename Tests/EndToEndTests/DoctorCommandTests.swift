import Foundation
import LookbackTesting
import Testing

@Suite("lookbackd doctor")
struct DoctorCommandTests {
  private func run(_ arguments: [String], locale: String = "C.UTF-8", in folder: URL) async throws -> Program.Ending {
    try await Program.start(
      try Built.path(of: "lookbackd"), arguments, environment: ["LC_ALL": locale], in: folder
    ).ending()
  }

  @Test("says what is wrong and what to do, in both languages and as JSON, and exits with 1")
  func findings() async throws {
    let database = try await TestCluster.shared.database()
    try await withFolder { folder in
      let empty = try await run(["doctor", "--database", database], in: folder)
      #expect(empty.status == 1)
      #expect(empty.output.contains("lookbackd migrate"))
      #expect(try await run(["migrate", "--database", database], in: folder).status == 0)

      // The tests' server may lose everything, and its owner may change history.
      let english = try await run(["doctor", "--database", database], in: folder)
      #expect(english.status == 1)
      #expect(english.output.hasPrefix("fsync is off: a crash can lose what was acknowledged"))
      #expect(english.output.contains("the role postgres can change history."))
      let chinese = try await run(["doctor", "--database", database], locale: "zh_CN.UTF-8", in: folder)
      #expect(chinese.output.contains("角色 postgres 能修改历史。"))
      let chosen = try await run(["doctor", "--lang", "zh", "--database", database], in: folder)
      #expect(chosen.output == chinese.output)

      let json = try await run(["doctor", "--json", "--database", database], in: folder)
      let findings = try #require(
        (try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: [[String: String]]])?["findings"])
      #expect(findings.first?["code"] == "loses-data")
      let sizes = try await run(["doctor", "--sizes", "--database", database], in: folder)
      #expect(
        sizes.output.hasPrefix(english.output.dropLast()) && sizes.output.contains("\ncommands"), "\(sizes.output)")
      let both = try await run(["doctor", "--sizes", "--json", "--lang", "zh", "--database", database], in: folder)
      let whole = try JSONSerialization.jsonObject(with: Data(both.output.utf8)) as? [String: [[String: Any]]]
      let commands = whole?["sizes"]?.first { $0["table"] as? String == "commands" }
      #expect(commands?["kept"] as? String == "随案件归档；每案只留登记它的一条")
      #expect(findings.allSatisfy { $0["what"]?.isEmpty == false && $0["remedy"]?.isEmpty == false })
    }
  }

  @Test("looks over the private server of a daemon that runs, and finds it well")
  func embedded() async throws {
    try await withDaemon { daemon in
      let folder = daemon.folder.appending(path: "database").path
      let ending = try await run(["doctor", "--embedded", folder], in: daemon.folder)
      #expect(ending.output == "all is well.\n", "\(ending.errors)")
      #expect(ending.status == 0)
    }
  }

  @Test("says so when there is no database to look at")
  func unreachable() async throws {
    try await withFolder { folder in
      let ending = try await run(["doctor", "--database", "host=\(folder.path)"], in: folder)
      #expect(ending.status == 3)
      #expect(!ending.errors.isEmpty)
    }
  }
}
