import ArgumentParser
import BenchWorkflow
import Glibc
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML

/// Times what a transition costs without a database.
@main
struct TransitionBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time the pure path of a transition: read a case, decide, make its bytes and those of its events.",
    discussion: """
      One thread, no database. Prints microseconds of processor time for one transition, the median of all rounds,
      the least and the greatest beside it. With --woken, the cases have been put to sleep and woken so often before;
      a case that was woken once stands beside them, and the ratio of the two is printed.
      """)

  @Option(help: "Cases, each of which makes one transition a round.") var cases = 500
  @Option(help: "Rounds.") var rounds = 60
  @Option(help: "How often each case was woken before.") var woken = 0

  func validate() throws {
    guard cases > 0, rounds > 0, woken >= 0 else {
      throw ValidationError("--cases and --rounds must be at least 1, --woken at least 0")
    }
  }

  func run() throws {
    let library = try Self.library()
    let cost = try measured(library, woken: woken)
    print("a transition: \(cost)")
    guard woken > 1 else { return }
    let once = try measured(library, woken: 1)
    print("of a case that was woken once: \(once)")
    print("ratio: \(Samples.rounded(cost.median / once.median))")
  }

  private static func library() throws -> Library {
    let files = BenchWorkflow.files.map { DefinitionFile(name: $0.name, bytes: Array($0.source.utf8)) }
    let loaded = LibraryLoader().load(files)
    guard !loaded.hasErrors else { throw InvalidDefinition(loaded.diagnostics) }
    return loaded.library
  }

  private func measured(_ library: Library, woken: Int) throws -> Samples {
    var moment = Moment(microseconds: 1_700_000_000_000_000)
    var lives = try (1...cases).map { try CaseLife(number: Int64($0), in: library, at: moment) }
    for index in lives.indices { try sleep(&lives[index], woken, library, &moment) }
    var samples = Samples()
    for round in 0..<rounds {
      let event = round.isMultiple(of: 2) ? "submit" : "turn back"
      moment = Moment(microseconds: moment.microseconds + 1_000_000)
      var schedules = ScheduleCache()
      let start = clock()
      for index in lives.indices { try lives[index].fire(event, in: library, at: moment, &schedules) }
      samples.add(Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e6 / Double(cases))
    }
    return samples
  }

  /// Puts a case to sleep and wakes it; the moment moves on to where the last case stands.
  private func sleep(_ life: inout CaseLife, _ times: Int, _ library: Library, _ moment: inout Moment) throws {
    var now = Moment(microseconds: 1_700_000_000_000_000)
    var schedules = ScheduleCache()
    for _ in 0..<times {
      try life.fire("sleep", in: library, at: now, &schedules)
      now = try life.wake(in: library, &schedules)
    }
    moment = max(moment, now)
  }
}
