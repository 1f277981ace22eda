import LookbackCEL
package import LookbackCore
package import LookbackDefinition
import LookbackTime

/// One scenario, played to its end or to the first step that differs from what it expects.
package struct ScenarioRun: Sendable {
  /// The step that differs from what the scenario expects.
  package struct Failure: Sendable, Hashable {
    /// The step, counted from 1; 0 if even the first case could not be opened.
    package var step: Int
    package var location: SourceLocation
    package var differences: [Difference]
  }
  package let scenario: Scenario
  package private(set) var simulation: Simulation
  package private(set) var failure: Failure?
  package private(set) var stepsTaken = 0
  package private(set) var coverage = Coverage()

  /// Plays a scenario in a simulation. It throws nothing: what differs is in the failure.
  package static func play(_ scenario: Scenario, in library: Library) -> ScenarioRun {
    var run = ScenarioRun(scenario, library)
    run.play()
    return run
  }

  private init(_ scenario: Scenario, _ library: Library) {
    self.scenario = scenario
    let given = scenario.given
    let moment = library.latest(given.workflow).flatMap { library.morning(of: given.start, in: $0) }
    simulation = Simulation(
      library, at: moment ?? Moment(microseconds: 0), staff: given.staff, registers: given.registers)
    simulation.observesGuards = true
  }

  private mutating func play() {
    defer { coverage = simulation.coverage }
    do {
      let given = scenario.given
      let id = try simulation.open(
        given.workflow, given.data, by: try opener(of: given.workflow, given.data, given.opener))
      simulation.names[Scenario.firstCase] = id
    } catch {
      fail(0, at: scenario.location, [Difference("opening", expected: "a case", found: sentence(error))])
      return
    }
    for (index, step) in scenario.steps.enumerated() {
      let differences = take(step)
      stepsTaken += 1
      guard differences.isEmpty else { return fail(index + 1, at: step.location, differences) }
    }
  }

  private mutating func fail(_ step: Int, at location: SourceLocation, _ differences: [Difference]) {
    failure = Failure(step: step, location: location, differences: differences)
  }

  private mutating func take(_ step: Scenario.Step) -> [Difference] {
    let seen = simulation.timeline.count
    var refusal: (any Error)?
    do {
      if let day = step.day { try simulation.wait(until: day) }
      try act(step)
    } catch { refusal = error }
    guard refusal == nil || step.expectation?.rejected != nil else {
      return [Difference("the step", expected: "to be accepted", found: refusal.map { sentence($0) } ?? "")]
    }
    guard let expectation = step.expectation else { return [] }
    // If an opening was refused, its case does not exist; what is expected then is compared with the first case.
    let found = simulation.names[step.target] ?? (refusal == nil ? nil : simulation.names[Scenario.firstCase])
    guard let id = found, let current = simulation[id] else {
      return [Difference("the case", expected: step.target, found: "no case of this name")]
    }
    var comparison = Comparison(
      current: current, library: simulation.library, moment: simulation.moment, names: simulation.names,
      entries: Array(simulation.timeline[seen...]))
    comparison.compare(expectation, refusal: refusal)
    return comparison.differences
  }

  private mutating func act(_ step: Scenario.Step) throws {
    switch step.act {
    case .look: break
    case .after(let span): try simulation.wait(for: span)
    case .until(let date): try simulation.wait(until: date)
    case .open(let name, let workflow, let data, let by, let date):
      let workflow = workflow.isEmpty ? scenario.given.workflow : workflow
      let id = try simulation.open(
        workflow, data, by: try opener(of: workflow, data, by.isEmpty ? scenario.given.opener : by), dated: date)
      simulation.names[name] = id
    case .fire(let event, let data, let by, let track, let date):
      guard let id = simulation.names[step.target], let current = simulation[id] else { throw Rejection.unknownCase }
      let trackID = try track.map { name in
        guard let found = current.track(called: name) else { throw StepFailure("no track is called \(name)") }
        return found.id
      }
      try simulation.fire(event, data, of: id, by: try actor(by), track: trackID, dated: date)
    }
  }

  /// Returns the person who is named, or a person who may open the case if nobody is.
  private func opener(of workflow: String, _ data: [String: Value], _ text: String) throws -> Actor {
    text.isEmpty ? simulation.opener(of: workflow, data) : try actor(text)
  }

  private func actor(_ text: String) throws -> Actor {
    guard let actor = simulation.staff.actor(text) else { throw StepFailure("nobody is \(text)") }
    return actor
  }

  private func sentence(_ error: any Error) -> String {
    guard let rejection = error as? Rejection else { return "\(error)" }
    return "rejected, \(rejection.code): \(RejectionText.english(rejection))"
  }
}

/// Why a step of the scenario cannot be done at all.
private struct StepFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension Case {
  /// Returns the track that people mean by `0`, `civil-affairs`, `main civil-affairs` or `main`. Of several it is the
  /// newest that is open, or the newest if none is; nil if there is no such track.
  package func track(called name: String) -> Track? {
    if let number = Int(name) { return track(TrackID(number)) }
    let named = tracks.dropFirst().filter { track in
      let unit = track.unit ?? ""
      return unit == name || "\(track.group) \(unit)" == name || track.group == name
    }
    return named.last { !$0.isEnded } ?? named.last
  }
}
