import LookbackCEL
import LookbackTime

@testable import LookbackCore

/// Every case that the engine itself can make of a definition, one command after another.
struct ExhaustiveSearch {
  private struct Key: Hashable {
    let root: [String]
    let tracks: [[String]]
    let kept: Bool
  }

  private let definition: RandomDefinition
  private let context: DecisionContext
  private var index: [Key: Int] = [:]
  private var cases: [(Case, Bool)] = []
  private var next: [[Int]] = []
  /// States of the case that were entered, and its events that happened.
  private(set) var reached: Set<String> = []
  private(set) var fired: Set<String> = []
  private(set) var cycles = false
  private(set) var isCut = false
  private(set) var isBroken = false
  private let promise: Promise?
  /// A state that opens tracks was entered again with an empty list: guards then see the tracks of the round before,
  /// which the checker does not follow.
  private(set) var seesOldRound = false

  init(_ definition: RandomDefinition, most: Int) throws {
    self.definition = definition
    promise = Promise(definition.promise)
    let directory = Directory(units: ["u1", "u2", "u3"])
    context = DecisionContext(
      library: try definition.library, moment: Moment(microseconds: 1_700_000_000_000_000), directory: directory)
    open()
    var place = 0
    while place < cases.count {
      guard cases.count < most else {
        isCut = true
        return
      }
      expand(place)
      place += 1
    }
  }

  /// States in which a case can stand from which no end can be reached.
  var hopeless: Set<String> {
    var back: [[Int]] = Array(repeating: [], count: cases.count)
    for (node, targets) in next.enumerated() { for target in targets { back[target].append(node) } }
    var ending = cases.map { $0.0.root.isEnded }
    var waiting = ending.indices.filter { ending[$0] }
    while let node = waiting.popLast() {
      for source in back[node] where !ending[source] {
        ending[source] = true
        waiting.append(source)
      }
    }
    return Set(ending.indices.filter { !ending[$0] }.map { cases[$0].0.root.state })
  }

  private var lists: [Value] {
    let units = (0...definition.mostTracks).map { count in (0..<count).map { Value.string("u\($0 + 1)") } }
    return units.map { .list($0) }
  }

  private func values(of field: String) -> [Value] {
    switch field {
    case "a": [.bool(true), .bool(false)]
    case "n": [3, 4, 5].map { .int($0) }
    default: lists
    }
  }

  private mutating func open() {
    for a in [nil, Value.bool(true), .bool(false)] {
      for n in [nil, Value.int(2), .int(3), .int(4), .int(5)] {
        for units in [nil] + lists.map({ Optional($0) }) {
          var data: [String: Value] = [:]
          data["a"] = a
          data["n"] = n
          data["units"] = units
          let request = Command.Request.open(workflow: "parent", data: data)
          _ = decide(request, on: nil, isKept: false, by: .holder("clerk", of: "office"))
        }
      }
    }
  }

  private mutating func expand(_ place: Int) {
    let (current, isKept) = cases[place]
    for offer in current.offers(in: context.library) where offer.isForPersons {
      var inputs: [[String: Value]] = [[:]]
      for field in offer.needs {
        let choices = field == "reason" ? [Value.string("because")] : values(of: field)
        inputs = inputs.flatMap { given in choices.map { given.merging([field: $0]) { $1 } } }
      }
      let isDecision = offer.name == "approve" || offer.name == "refuse"
      let actor = Actor.holder(isDecision ? "head" : "clerk", of: "office")
      for data in inputs {
        let request = Command.Request.fire(event: offer.name, track: offer.track.id, data: data)
        if let target = decide(request, on: current, isKept: isKept, by: actor) { next[place].append(target) }
      }
    }
  }

  private mutating func decide(_ request: Command.Request, on current: Case?, isKept: Bool, by actor: Actor) -> Int? {
    let command = Command(
      id: CommandID("search"), tenant: TenantID(1), target: CaseID(1), request: request, actor: actor, via: "search")
    do {
      let transition = try LookbackCore.decide(command, on: current, in: context)
      var kept = isKept
      for event in transition.events { note(event, transition.result, &kept) }
      return place(transition.result, kept)
    } catch .tooManySteps {
      cycles = true
      return nil
    } catch { return nil }
  }

  private mutating func note(_ event: CaseEvent, _ result: Case, _ kept: inout Bool) {
    let track = result.tracks[event.track.value]
    let names = Set(
      track.id == .root
        ? [event.name, "\(event.from).\(event.name)"] : ["\(track.group).\(event.from).\(event.name)"])
    if case .neverWithout(let state, let events) = promise {
      if !names.isDisjoint(with: events) { kept = true }
      if track.id == .root, event.to == state, !kept { isBroken = true }
    }
    if case .neverAfter(let state, let happened) = promise {
      if names.contains(happened) { kept = true }
      if track.id == .root, event.to == state, kept { isBroken = true }
    }
    guard track.id == .root else { return }
    noteRound(event, result)
    reached.insert(event.to)
    fired.insert(event.name)
  }

  private mutating func noteRound(_ event: CaseEvent, _ result: Case) {
    guard definition.parent.state(event.to).map({ !$0.tracks.isEmpty }) ?? false else { return }
    let isOpened = event.changes.contains {
      if case .opened(let opening) = $0 { opening.track != .root } else { false }
    }
    if !isOpened, result.tracks.contains(where: { $0.id != .root && $0.opened < event.sequence }) {
      seesOldRound = true
    }
  }

  private mutating func place(_ found: Case, _ kept: Bool) -> Int {
    let root = found.root
    let counted = min(root.marks["s0e0"]?.count ?? 0, 3)
    let inner = found.tracks.dropFirst().filter { found.isOfThisRound($0) }.map { track in
      [
        track.state, "\(track.isEnded)", track.data.sorted { $0.key < $1.key }.description,
        "\(min(track.marks["c0e0"]?.count ?? 0, 3))",
      ]
    }.sorted { $0.description < $1.description }
    let key = Key(
      root: [
        root.state, root.data.sorted { $0.key < $1.key }.description, "\(counted)", "\(root.approval.debugDescription)",
      ], tracks: inner, kept: kept)
    if let known = index[key] { return known }
    index[key] = cases.count
    cases.append((found, kept))
    next.append([])
    return cases.count - 1
  }
}
