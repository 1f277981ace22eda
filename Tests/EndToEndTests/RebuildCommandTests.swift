import Foundation
import LookbackPostgres
import LookbackTesting
import Testing

@Suite("lookbackd rebuild")
struct RebuildCommandTests {
  @Test("names what does not fit its case, makes it anew, and says so in both languages")
  func story() async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withFolder { folder in
      let daemon = try await Daemon.start(
        in: folder, database: .existing(conninfo: conninfo), workflows: try DrillWorkflow.folder(in: folder))
      try await Household.addWorker(to: daemon)
      try await daemon.done(["case", "open", "drill", "number=A-1"], as: "worker")
      _ = await daemon.stop()
      let run = { (arguments: [String]) in
        try await Program.start(
          try Built.path(of: "lookbackd"), arguments + ["--database", conninfo], environment: ["LC_ALL": "C.UTF-8"],
          in: folder
        ).ending()
      }
      let well = try await run(["rebuild"])
      #expect(well.status == 0 && well.output.contains("nothing to make anew"), "\(well.output)\(well.errors)")
      let owner = try await Connection.connect(ConnectionConfiguration.testing(conninfo))
      try await owner.run { try $0.script("delete from timers") }
      await owner.close()
      let dry = try await run(["rebuild", "--dry-run"])
      #expect(dry.status == 1 && dry.output.contains("not armed: would be made anew"), "\(dry.output)\(dry.errors)")
      #expect(try await run(["rebuild", "--dry-run", "--lang", "zh"]).output.contains("缺少所等待的定时器：将重建"))
      #expect(try await run(["rebuild", "--case", "1", "--dry-run"]).status == 0, "of other cases nothing is said")
      #expect(try await run(["rebuild", "--case=\(Int64.min)", "--dry-run"]).status == 0, "there is no case before it")
      #expect(try await run(["verify"]).status == 1)
      let chinese = try await run(["verify", "--lang", "zh"])
      #expect(chinese.status == 1 && chinese.output.contains("条记录：缺少所等待的定时器\n"), "\(chinese.output)")
      let done = try await run(["rebuild"])
      #expect(done.status == 0 && done.output.contains("not armed: made anew"), "\(done.output)\(done.errors)")
      #expect(try await run(["verify"]).status == 0)
    }
  }
}
