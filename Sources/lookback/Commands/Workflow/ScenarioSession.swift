import LookbackCore
import LookbackDefinition
import LookbackTools
import LookbackYAML

/// The results of scenarios that were played together, with what they covered.
struct ScenarioSession {
  private(set) var runs: [ScenarioRun] = []
  /// The findings of the files, each with its line.
  private(set) var problems: [String] = []
  private var isBroken = false
  private var coverage = Coverage()
  private var workflows: [String: Workflow] = [:]

  var hasFailed: Bool { isBroken || runs.contains { $0.failure != nil } }

  var reports: [CoverageReport] { workflows.sorted { $0.key < $1.key }.map { CoverageReport($0.value, coverage) } }

  mutating func play(_ file: DefinitionFile, _ library: Library) {
    let reading = ScenarioFile.read(file, library)
    problems += reading.diagnostics.map { $0.rendered(source: reading.source) }
    isBroken = isBroken || reading.diagnostics.contains { $0.severity == .error }
    for scenario in reading.scenarios {
      let run = ScenarioRun.play(scenario, in: library)
      coverage.formUnion(run.coverage)
      for workflow in library.family(of: scenario.given.workflow) { workflows[workflow.reference.name] = workflow }
      runs.append(run)
    }
  }
}
