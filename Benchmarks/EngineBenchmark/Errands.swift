import BenchWorkflow
import Foundation

/// What is asked of the daemon now and then: start, a round trip of the command line, an import; and its memory.
struct Errands {
  let bench: Workbench

  func startUp(times: Int) throws -> Finding {
    var starts = Samples()
    for _ in 0..<times {
      let daemon = try RunningDaemon(on: bench.bureau)
      starts.add(daemon.startUp * 1000)
      daemon.stop()
    }
    return Finding(
      id: "start", what: "lookbackd, from start to answering socket, tables made", unit: "ms", ours: starts)
  }

  func roundTrip(_ daemon: RunningDaemon, times: Int) throws -> Finding {
    let program = try ChildProgram.built("lookback")
    var trips = Samples()
    for turn in 0..<(times + 1) {
      let start = WallClock.seconds
      _ = try ChildProgram.output(of: program, ["clock", "show"], environment: ["LOOKBACK_SOCKET": daemon.socket])
      if turn > 0 { trips.add((WallClock.seconds - start) * 1000) }
    }
    return Finding(
      id: "cli", what: "`lookback clock show`, start to finish", unit: "ms", ours: trips, bar: .atMost(30, aim: 15))
  }

  /// One command of the command line that opens many cases.
  func bringIn(_ daemon: RunningDaemon, lines: Int) throws -> Finding {
    let program = try ChildProgram.built("lookback")
    let file = FileManager.default.temporaryDirectory.appending(path: "lookback-bench-\(getpid()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    var rates = Samples()
    for round in 0..<3 {
      let body = (0..<lines).map { "R\(round)-\($0),On the roads of village \($0)\n" }.joined()
      try ("number,subject\n" + body).write(to: file, atomically: true, encoding: .utf8)
      let start = WallClock.seconds
      _ = try ChildProgram.output(
        of: program, ["import", file.path, "--workflow", BenchWorkflow.name, "--as", BenchWorkflow.clerk],
        environment: ["LOOKBACK_SOCKET": daemon.socket])
      rates.add(Double(lines) / (WallClock.seconds - start))
    }
    return Finding(
      id: "import", what: "`lookback import` of \(lines) lines with unique numbers", unit: "cases/s", ours: rates)
  }

  /// - Parameters:
  ///   - idle: before there was anything to do.
  ///   - among: open cases, where they are many.
  func memory(idle: RunningDaemon.Memory, _ daemon: RunningDaemon, among cases: Int? = nil) -> [Finding] {
    let (id, words) = cases.map { ("-\($0)", ", \($0) open cases") } ?? ("", "")
    return [
      Finding(
        id: "memory-idle\(id)",
        what: "of its own, idle\(words) (\(Int(idle.resident.rounded())) with the pages of the program's file)",
        unit: "MB", ours: Samples(values: [idle.own]), bar: .atMost(40, aim: 40)),
      Finding(
        id: "memory-load\(id)", what: "resident, most during the run\(words)", unit: "MB",
        ours: Samples(values: [daemon.memory.peak]), bar: .atMost(100, aim: 100)),
    ]
  }
}
