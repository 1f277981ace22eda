import ArgumentParser
import Foundation

/// Measures the engine against its yardsticks, both in the same minute on the same database server.
@main
struct EngineBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the engine, each figure beside its yardstick in the same run.",
    discussion: """
      Prints one table. A ratio is the median of the ratios of its rounds; the least and the greatest stand in \
      brackets. Build with -c release, lookbackd and lookback as well.
      """)

  @Option(help: "Only these measurements, by the beginning of their ids, separated by commas.")
  var only: String?

  @Option(help: "Rounds of each pair.")
  var rounds = 4

  @Option(help: "Seconds of each round of single commands.")
  var seconds = 2

  @Option(help: "Timers that are due at one instant.")
  var storm = 10_000

  @Option(help: "Cases of one command over many.")
  var campaign = 10_000

  @Option(help: "Numbers of open cases, separated by commas; the first is what the others are compared with.")
  var growth = "10000,100000"

  @Option(help: "Days, at most 28, on which the open cases were begun, as many on each.")
  var days = 28

  @Option(help: ArgumentHelp("Lines of findings by other programs, to stand in the table.", valueName: "file"))
  var peers: String?

  @Option(help: ArgumentHelp("Write the table into this page.", valueName: "file"))
  var write: String?

  @Option(help: ArgumentHelp("Fail when a ratio is less than two thirds of that in this page.", valueName: "file"))
  var check: String?

  @Flag(help: "Print the statements that took most of the server's time; needs pg_stat_statements.")
  var statements = false

  func validate() throws {
    guard (1...28).contains(days) else { throw ValidationError("--days takes 1 to 28, not \(days)") }
  }

  func run() async throws {
    let bench = try await Workbench.start(countsStatements: statements)
    var table = FindingTable()
    do {
      Output.say(Finding.head)
      try await measure(bench, &table)
    } catch {
      await bench.close()
      throw error
    }
    if statements { for line in try await bench.statementTimes() { Output.say(line) } }
    let version = try await bench.serverVersion()
    await bench.close()
    if let peers { table.addRows(of: try String(contentsOfFile: peers, encoding: .utf8)) }
    if let write { try PerformancePage(table: table, serverVersion: version, command: command).write(to: write) }
    if let check {
      let fallen = table.fallen(since: try String(contentsOfFile: check, encoding: .utf8))
      for line in fallen { Output.say(line) }
      if !fallen.isEmpty { throw ExitCode(1) }
    }
  }

  private func measure(_ bench: Workbench, _ table: inout FindingTable) async throws {
    if isWanted("batches") {
      table.add(try await Batches(bench: bench, cases: 10_000, rounds: rounds).run())
    }
    if isWanted("start") { table.add(try Errands(bench: bench).startUp(times: 5)) }
    try await measureDaemon(bench, &table)
    if isWanted("growth") {
      let sizes = growth.split(separator: ",").compactMap { Int($0) }
      for finding in try await Growth(bench: bench, sizes: sizes, days: days, rounds: rounds).run() {
        table.add(finding)
      }
    }
  }

  private func measureDaemon(_ bench: Workbench, _ table: inout FindingTable) async throws {
    guard ["cli", "http", "thousand", "late", "storm", "import", "campaign", "memory"].contains(where: isWanted) else {
      return
    }
    let daemon = try RunningDaemon(on: bench.bureau)
    defer { daemon.stop() }
    let errands = Errands(bench: bench)
    let timers = Timers(bench: bench, rounds: rounds, stormSize: storm)
    if isWanted("cli") { table.add(try errands.roundTrip(daemon, times: 20)) }
    let idle = daemon.memory
    if isWanted("late") {
      table.add(
        try await timers.lateness(
          id: "late-idle", what: "lateness of a timer, idle daemon", count: 400, base: 50_000_000,
          bar: .atMost(20, aim: 5)))
    }
    if isWanted("thousand") { table.add(try await timers.thousand()) }
    if isWanted("http") {
      for finding in try await SingleCommands(
        bench: bench, rounds: rounds, seconds: seconds, crowds: [1, 8, 64].filter { isWanted("http-\($0)") }
      ).run(daemon) {
        table.add(finding)
      }
    }
    if isWanted("late") { table.add(try await loadedLateness(timers, bench, daemon)) }
    if isWanted("storm") { table.add(try await timers.storm(daemon)) }
    if isWanted("import") { table.add(try errands.bringIn(daemon, lines: 1_000)) }
    if isWanted("campaign") { table.add(try await Campaign(bench: bench, cases: campaign).run(daemon)) }
    if isWanted("memory") { for finding in errands.memory(idle: idle, daemon) { table.add(finding) } }
  }

  /// While eight clients send as fast as they can.
  private func loadedLateness(
    _ timers: Timers, _ bench: Workbench, _ daemon: RunningDaemon
  ) async throws -> Finding {
    let herd = try await Herd.clone(bench.standings.drafting, count: 800, base: 3_000_000, in: bench.bureau)
    let socket = daemon.socket
    let clients = Task.detached {
      try HTTPClient.run((0..<8).map { HTTPClient(socket, herd.ids, share: $0, of: 8, round: 99) }, seconds: 22)
    }
    let finding = try await timers.lateness(
      id: "late-loaded", what: "lateness of a timer beside 8 busy clients", count: 100, base: 51_000_000, bar: .none)
    _ = try await clients.value
    return finding
  }

  private func isWanted(_ id: String) -> Bool {
    only.map { $0.split(separator: ",").contains { $0.hasPrefix(id) || id.hasPrefix($0) } } ?? true
  }

  private var command: String {
    "EngineBenchmark --rounds \(rounds) --seconds \(seconds) --storm \(storm) --campaign \(campaign) --growth \(growth)"
      + (days == 28 ? "" : " --days \(days)")
      + (only.map { " --only \($0)" } ?? "")
  }
}
