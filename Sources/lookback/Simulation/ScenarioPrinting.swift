import LookbackCore
import LookbackDefinition
import LookbackJSON
import LookbackText
import LookbackTime
import LookbackTools

/// Prints the results of scenarios, for people and for programs.
struct ScenarioPrinting {
  let language: Language

  private var words: Strings { Strings(language) }

  /// Returns the whole timeline, with the failure if there is one.
  func story(_ run: ScenarioRun) -> [String] {
    let lines = TimelinePrinting(language: language).lines(run.simulation.timeline[...], of: run.simulation)
    return ["\n\(run.failure == nil ? "✓" : "✗") \(run.scenario.name)"] + lines + failure(run)
  }

  /// Returns where the scenario failed, what was expected and found, and the timeline before; nothing if it did not
  /// fail.
  func report(_ run: ScenarioRun) -> [String] {
    guard run.failure != nil else { return [] }
    let entries = run.simulation.timeline.suffix(30)
    let lines = TimelinePrinting(language: language).lines(entries, of: run.simulation)
    return ["✗ \(run.scenario.name)"] + failure(run) + ["  " + words.timelineUpToThere] + lines.map { "    " + $0 }
  }

  private func failure(_ run: ScenarioRun) -> [String] {
    guard let failure = run.failure else { return [] }
    let place = "\(run.scenario.file):\(failure.location.line):\(failure.location.column)"
    return failure.differences.flatMap { difference in
      [
        "  \(place)\(words.colon)\(words.failedStep(failure.step))\(words.colon)\(difference.subject)",
        "    \(words.expected)  \(difference.expected)", "    \(words.found)  \(difference.found)",
      ]
    }
  }

  func json(_ run: ScenarioRun, withTimeline: Bool) -> JSON {
    .members([
      "file": .string(run.scenario.file), "scenario": .string(run.scenario.name),
      "passed": .bool(run.failure == nil), "steps": .int(Int64(run.stepsTaken)),
      "failure": run.failure.map { failure in
        .members([
          "step": .int(Int64(failure.step)), "line": .int(Int64(failure.location.line)),
          "column": .int(Int64(failure.location.column)),
          "differences": .array(
            failure.differences.map {
              .members([
                "subject": .string($0.subject), "expected": .string($0.expected), "found": .string($0.found),
              ])
            }),
        ])
      },
      "timeline": withTimeline || run.failure != nil
        ? TimelinePrinting(language: language).json(run.simulation.timeline[...], of: run.simulation) : nil,
    ])
  }

  func json(_ report: CoverageReport) -> JSON {
    .members([
      "workflow": .string(report.workflow),
      "coverage": .object(
        report.lines.map { line in
          JSON.Member(
            name: line.kind.rawValue,
            value: .members([
              "covered": .int(Int64(line.covered)), "total": .int(Int64(line.total)), "missing": .texts(line.missing),
            ]))
        }),
    ])
  }

  func print(_ reports: [CoverageReport]) {
    let kinds = CoverageReport.Kind.allCases.map { words.coverageKind($0.rawValue) }
    var table = Table(words.coverage, kinds[0], kinds[1], kinds[2], kinds[3])
    for report in reports { table.rows.append([report.workflow] + report.lines.map(share)) }
    table.print()
    for report in reports {
      for line in report.lines where !line.missing.isEmpty {
        lookback.print(words.notCovered(report.workflow, words.coverageKind(line.kind.rawValue)))
        for missing in line.missing { lookback.print("  \(missing)") }
      }
    }
  }

  private func share(_ line: CoverageReport.Line) -> String {
    guard line.total > 0 else { return "-" }
    return "\(line.covered)/\(line.total)" + words.aside("\(line.covered * 100 / line.total) %")
  }
}
