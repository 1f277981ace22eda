import LookbackCEL
package import LookbackCore

/// The parts of workflows that cases have gone through.
package struct Coverage: Sendable, Hashable {
  /// A place in a definition: the workflow, the state (or `anywhere`, `clock`, `look back`) and the name of the part
  /// there.
  package struct Place: Sendable, Hashable, Comparable {
    package var workflow: String
    package var state: String
    package var name: String

    package static func < (left: Place, right: Place) -> Bool {
      (left.workflow, left.state, left.name) < (right.workflow, right.state, right.name)
    }
  }
  /// One of the two results of a condition.
  package struct Verdict: Sendable, Hashable {
    package var place: Place
    package var source: String
    package var held: Bool
  }
  package private(set) var states: Set<Place> = []
  package private(set) var events: Set<Place> = []
  package private(set) var verdicts: Set<Verdict> = []
  /// The steps that were agreed to, and the approvals that were refused.
  package private(set) var approvals: Set<Place> = []

  package init() {}

  /// Adds everything that the other has covered.
  package mutating func formUnion(_ other: Coverage) {
    states.formUnion(other.states)
    events.formUnion(other.events)
    verdicts.formUnion(other.verdicts)
    approvals.formUnion(other.approvals)
  }

  mutating func entered(_ state: String, in workflow: String) {
    states.insert(Place(workflow: workflow, state: state, name: ""))
  }

  mutating func fired(_ event: String, at state: String, in workflow: String) {
    events.insert(Place(workflow: workflow, state: state, name: event))
  }

  mutating func found(_ held: Bool, _ source: String, of name: String, at state: String, in workflow: String) {
    let place = Place(workflow: workflow, state: state, name: name)
    verdicts.insert(Verdict(place: place, source: source, held: held))
  }

  mutating func decided(_ step: String, at state: String, in workflow: String) {
    approvals.insert(Place(workflow: workflow, state: state, name: step))
  }
}

extension Coverage {
  static let anywhere = "anywhere"
  static let clock = "clock"
  static let lookBack = "look back"
  static let refusal = "refusal"
  static func step(_ index: Int) -> String { "step \(index + 1)" }

  /// Makes the coverage of a case that has gone through everything in the workflow.
  package init(all workflow: Workflow) {
    let name = workflow.reference.name
    for state in workflow.states {
      entered(state.name, in: name)
      for event in state.events { add(event, at: state.name, in: name) }
      guard let approval = state.approval else { continue }
      decided(Self.refusal, at: state.name, in: name)
      for (index, step) in approval.steps.enumerated() {
        decided(Self.step(index), at: state.name, in: name)
        if let condition = step.condition { both(condition.source, of: Self.step(index), at: state.name, in: name) }
      }
    }
    for rule in workflow.anywhere { add(rule.event, at: Self.anywhere, in: name) }
    for event in workflow.clockEvents { fired(event, at: Self.clock, in: name) }
    for rule in workflow.lookBacks {
      fired("due \(rule.name)", at: Self.lookBack, in: name)
      if let condition = rule.condition { both(condition.source, of: rule.name, at: Self.lookBack, in: name) }
    }
  }

  private mutating func add(_ event: EventDefinition, at state: String, in workflow: String) {
    fired(event.name, at: state, in: workflow)
    if case .when(let condition) = event.trigger { both(condition.source, of: event.name, at: state, in: workflow) }
    for rule in event.candidates.flatMap(\.guards) {
      both(rule.condition.source, of: event.name, at: state, in: workflow)
    }
  }

  private mutating func both(_ source: String, of name: String, at state: String, in workflow: String) {
    for held in [true, false] { found(held, source, of: name, at: state, in: workflow) }
  }
}

extension Workflow {
  /// The events that clocks offer, such as `extend reply`.
  var clockEvents: Set<String> {
    let written = self.states.flatMap { $0.events.map(\.name) } + self.anywhere.map(\.event.name)
    return eventNames.subtracting(written + [AvailableAction.approve, AvailableAction.refuse])
  }
}

/// How much of one workflow was covered.
package struct CoverageReport: Sendable {
  /// The numbers for one kind of part.
  package struct Line: Sendable, Hashable {
    package var kind: Kind
    package var covered: Int
    package var total: Int
    /// The names of the parts that were not covered.
    package var missing: [String]
  }
  /// The kinds of parts that are counted.
  package enum Kind: String, Sendable, CaseIterable { case states, events, guards, approvals }
  package var workflow: String
  package var lines: [Line]

  package init(_ workflow: Workflow, _ coverage: Coverage) {
    let all = Coverage(all: workflow)
    self.workflow = workflow.reference.name
    func line(_ kind: Kind, _ total: Set<Coverage.Place>, _ covered: Set<Coverage.Place>) -> Line {
      Line(
        kind: kind, covered: total.intersection(covered).count, total: total.count,
        missing: total.subtracting(covered).sorted().map { $0.name.isEmpty ? $0.state : "\($0.state): \($0.name)" })
    }
    let missed = all.verdicts.subtracting(coverage.verdicts).map {
      "\($0.place.state): \($0.place.name): never \($0.held): \($0.source)"
    }
    lines = [
      line(.states, all.states, coverage.states), line(.events, all.events, coverage.events),
      Line(
        kind: .guards, covered: all.verdicts.intersection(coverage.verdicts).count, total: all.verdicts.count,
        missing: missed.sorted()),
      line(.approvals, all.approvals, coverage.approvals),
    ]
  }
}
