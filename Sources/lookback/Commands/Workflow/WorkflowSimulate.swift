import ArgumentParser
import Foundation
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackTools
import LookbackYAML

struct WorkflowSimulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Run cases of a definition on a clock that you move; changes nothing.",
    discussion: """
      Without --scenario and --random it reads lines, typed or piped; `help` lists them:
        lookback workflow simulate workflows/recommendation.yaml --start 2019-01-28
        lookback workflow simulate workflows/recommendation.yaml --scenario workflows/tests/recommendation.yaml
        lookback workflow simulate workflows/recommendation.yaml --random 7 --steps 200
      With --staff only the people of that list exist: who is not in it can do nothing.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The definition's file.") var path: String
  @Option(help: "The first day, such as 2019-01-28; else today.") var start: String?
  @Option(help: "Play the scenarios of this file.") var scenario: String?
  @Option(help: "Act at random, always in the same way for the same number.") var random: UInt64?
  @Option(help: "How many acts and waits with --random.") var steps = 50
  @Option(help: "Who holds which post, as `lookback post list` has it: CSV with person, post and unit.")
  var staff: String?

  func run() throws {
    guard scenario == nil || random == nil else { throw Misuse(\.oneOfBoth) }
    guard scenario == nil || staff == nil else {
      throw Misuse(\.scenarioHasStaff)
    }
    guard (1...1_000_000).contains(steps) else { throw Misuse(\.badSteps) }
    let file = try WorkflowFile(path)
    if let scenario { return try play(scenario, file) }
    let first = try start.map { text in
      do { return try CivilDate(parsing: text) } catch { throw ValidationError("\(error)") }
    }
    let day = first ?? file.library.date(at: Self.now, in: file.workflow)
    if let seed = random { return try walk(seed, from: day, file) }
    try converse(from: day, file)
  }

  private var people: Staff? {
    get throws { try staff.map { try StaffList(file: $0).staff } }
  }

  private static var now: Moment { Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }

  private func converse(from day: CivilDate, _ file: WorkflowFile) throws {
    var session = try SimulationSession(
      file, from: day, connecting.language, staff: try people, isSilent: connecting.json)
    let isTyped = isatty(STDIN_FILENO) == 1
    if isTyped { print(Strings(connecting.language).simulationHelp) }
    while true {
      if isTyped { print(session.prompt, terminator: "") }
      fflush(nil)
      guard let line = readLine(), session.take(line) else { break }
    }
    if connecting.json { print(TimelinePrinting(language: connecting.language).json(session.simulation)) }
  }

  private func walk(_ seed: UInt64, from day: CivilDate, _ file: WorkflowFile) throws {
    var walk = RandomWalk(seed: seed, file.workflow, file.library, from: day, staff: try people)
    try walk.run(steps: steps)
    let printing = TimelinePrinting(language: connecting.language)
    if connecting.json { return print(printing.json(walk.simulation)) }
    for line in printing.lines(walk.simulation.timeline[...], of: walk.simulation) { print(line) }
    print(Strings(connecting.language).seeded(seed, steps, walk.refusals))
  }

  private func play(_ path: String, _ file: WorkflowFile) throws {
    let bytes = Array(try TextFile.read(path).utf8)
    let reading = ScenarioFile.read(DefinitionFile(name: path, bytes: bytes), file.library)
    guard reading.diagnostics.allSatisfy({ $0.severity == .warning }) else {
      ErrorReport.usage(reading.diagnostics.map { $0.rendered(source: reading.source) }.joined(separator: "\n"))
      throw ExitCode(1)
    }
    let printing = ScenarioPrinting(language: connecting.language)
    var hasFailed = false
    for scenario in reading.scenarios {
      let run = ScenarioRun.play(scenario, in: file.library)
      hasFailed = hasFailed || run.failure != nil
      if connecting.json {
        print(printing.json(run, withTimeline: true))
      } else {
        for line in printing.story(run) { print(line) }
      }
    }
    if hasFailed { throw ExitCode(1) }
  }
}
