import LookbackDefinition
import LookbackTime
import LookbackYAML

@testable import LookbackCheck
@testable import LookbackCore

/// What the checker says of a definition, as far as lives can tell whether it is so.
struct LivedProof {
  /// A state that comes within a span on courses without some events, as is proved.
  struct Bound {
    let state: String
    var span: Span
    let without: [String]
  }

  let library: Library
  private(set) var bounds: [Bound] = []
  /// The promises that were neither refuted nor left open.
  private(set) var given: [Promise] = []
  /// What it is said can never be: states, events in states, clocks.
  private(set) var unreachable: Set<String> = []
  private(set) var impossible: [(event: String, state: String?)] = []
  private(set) var neverStarting: Set<String> = []
  private(set) var neverRunning: Set<String> = []
  private(set) var codes: Set<String> = []
  let isExplored: Bool

  /// Nil where the definition means nothing.
  init?(_ definition: LivedDefinition) {
    let plain = LibraryLoader(.none).load(Self.files(definition.text))
    guard !plain.hasErrors, let workflow = plain.library.latest("matter") else { return nil }
    library = plain.library
    let promises = Self.promises(of: definition, Self.measured(workflow, definition))
    let loaded = LibraryLoader().load(Self.files(definition.promising(promises.map(\.text))))
    let found = loaded.diagnostics.filter { $0.file == "matter.yaml" }
    codes = Set(found.map(\.code))
    isExplored = !codes.contains("check-too-large")
    guard isExplored else { return }
    let open = found.filter { ["promise-refuted", "not-proved", "bad-promise"].contains($0.code) }
    let told = Set(open.map { Self.quoted(in: $0.message).first ?? "" })
    for (text, bound) in promises where !told.contains(text) {
      if let bound { bounds.append(bound) } else if let promise = Promise(text) { given.append(promise) }
    }
    for diagnostic in found { read(diagnostic, workflow, definition.text) }
  }

  private static func files(_ text: String) -> [DefinitionFile] {
    [
      Workbench.file("matter.yaml", text), Workbench.file("sender.yaml", LivedDefinition.sender),
      Workbench.file("calendars/plain.yaml", LivedDefinition.calendar),
    ]
  }

  private static func quoted(in message: String) -> [String] {
    message.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private mutating func read(_ diagnostic: Diagnostic, _ workflow: Workflow, _ text: String) {
    let names = Self.quoted(in: diagnostic.message)
    switch diagnostic.code {
    case "unreachable-state": unreachable.insert(names[0])
    case "event-never-possible":
      impossible.append((names[0], diagnostic.message.contains("happen in") ? names[1] : nil))
    case "timer-never-fires": impossible.append((names[0], names.last))
    case "guard-never-holds":
      let placed = workflow.placedEvents.filter { $0.event.name == names[1] }
      if placed.count == 1, placed[0].event.candidates.count == 1 { impossible.append((names[1], nil)) }
    case "clock-never-starts": neverStarting.insert(names[0])
    case "clock-stops-at-once": neverRunning.insert(names[0])
    case "reminder-too-early":
      // Each clock stands on a line of its own, with one reminder at most.
      let line = text.split(separator: "\n", omittingEmptySubsequences: false)[diagnostic.location.line - 1]
      impossible.append(("remind \(line.drop { $0 == " " }.prefix { $0 != ":" })", nil))
    default: break
    }
  }

  // MARK: - Promises

  /// The shortest spans that the checker's own measure lets it prove, in each unit.
  private static func measured(_ workflow: Workflow, _ definition: LivedDefinition) -> [Bound] {
    var proof = DefinitionProof([], known: [workflow], staffing: nil, isComplete: true)
    let exploration = proof.exploration(of: workflow, as: nil)
    guard !exploration.isCut else { return [] }
    let corrections = definition.corrected.map { "correct \($0)" }
    var bounds: [Bound] = []
    for state in definition.states.dropFirst() {
      for without in corrections.isEmpty ? [[]] : [[], corrections] {
        for unit in [Span.Unit.days, .workingDays, .hours, .workingHours] {
          let graph = TimeGraph(exploration, without: Set(without))
          let limit = TimedWalk(
            graph, to: { $0.name == state }, without: Set(without), measure: TermLength.Measure(Span(1, unit))
          ).limit
          guard case .atMost(let length) = limit, length != .zero,
            let count = (1...400).first(where: { length.fits(in: Span($0, unit)) })
          else { continue }
          bounds.append(Bound(state: state, span: Span(count, unit), without: without))
        }
      }
    }
    return bounds
  }

  private static func promises(of definition: LivedDefinition, _ bounds: [Bound]) -> [(text: String, bound: Bound?)] {
    var found = bounds.map { bound -> (text: String, bound: Bound?) in
      let rest = bound.without.isEmpty ? "" : " without \(bound.without.joined(separator: " or "))"
      return ("\(bound.state) within \(bound.span)\(rest)", bound)
    }
    let events = Array(Set(definition.events)).sorted()
    for (index, state) in definition.states.enumerated().dropFirst() {
      found.append(("never \(state)", nil))
      found.append(("always possible \(state)", nil))
      for (place, event) in events.enumerated() where (place + index) % 2 == 0 {
        found.append(("never \(state) without \(event)", nil))
        found.append(("never \(state) after \(event)", nil))
      }
    }
    return found + [("every wait is timed", nil)]
  }
}
