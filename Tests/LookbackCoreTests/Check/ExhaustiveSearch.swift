import LookbackCEL
import LookbackTime

@testable import LookbackCheck
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
  /// What the engine wanted to do and could not, circles apart.
  private(set) var blocked: Set<String> = []
  /// The most events that one command made.
  private(set) var longest = 0
  private(set) var isBroken = false
  private let promise: Promise?

  init(_ definition: RandomDefinition, most: Int) throws {
    self.definition = definition
    promise = Promise(definition.promise)
    let directory = Directory(units: Set(Self.pool))
    context = DecisionContext(
      library: try definition.library, moment: Moment(microseconds: 1_700_000_000_000_000), directory: directory)
    open()
    var place = 0
    // What lies behind a cycle is not compared.
    while place < cases.count, !cycles {
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

  private static let pool = ["u1", "u2", "u3", "u4", "u5", "u6"]

  private func isRunning(_ current: Case) -> Bool {
    definition.parent.state(current.root.state).map { !$0.tracks.isEmpty } ?? false
  }

  /// Lists of units, to within their names: of those that are there any, and as many others.
  private func lists(keeping present: [String]) -> [Value] {
    let others = Self.pool.filter { !present.contains($0) }
    let subsets: [[String]] = present.reduce([[]]) { found, unit in found + found.map { $0 + [unit] } }
    return subsets.flatMap { kept in
      (0...max(0, definition.mostTracks - kept.count)).map { count in
        .list((kept + others.prefix(count)).map { .string($0) })
      }
    }
  }

  private func values(of field: String, in current: Case) -> [Value] {
    switch field {
    case "a": [.bool(true), .bool(false)]
    case "n": [3, 4, 5].map { .int($0) }
    case "x": numbers(beside: "y", in: current)
    case "y": numbers(beside: "x", in: current)
    default: lists(keeping: isRunning(current) ? current.root.data["units"]?.codes ?? [] : [])
    }
  }

  /// Less than, the same as and more than the other.
  private func numbers(beside other: String, in current: Case) -> [Value] {
    guard case .int(let number)? = current.root.data[other] else { return [.int(0)] }
    return [-1, 0, 1].map { .int(number + $0) }
  }

  private mutating func open() {
    if definition.compares { return openCompared() }
    for a in [nil, Value.bool(true), .bool(false)] {
      for n in [nil, Value.int(2), .int(3), .int(4), .int(5)] {
        for units in [nil] + lists(keeping: []).map({ Optional($0) }) {
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

  private mutating func openCompared() {
    for a in [nil, Value.bool(true), .bool(false)] {
      for (x, y) in [(nil, nil), (nil, 0), (0, nil), (0, 1), (0, 0), (1, 0)] as [(Int64?, Int64?)] {
        for units in [nil] + lists(keeping: []).map({ Optional($0) }) {
          var data: [String: Value] = [:]
          data["a"] = a
          data["x"] = x.map { .int($0) }
          data["y"] = y.map { .int($0) }
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
        let choices = field == "reason" ? [Value.string("because")] : values(of: field, in: current)
        inputs = inputs.flatMap { given in choices.map { given.merging([field: $0]) { $1 } } }
      }
      let isDecision = offer.name == "approve" || offer.name == "refuse"
      for post in isDecision ? ["head", "chief"] : ["clerk"] {
        let actor = Actor.holder(post, of: "office")
        for data in inputs {
          let request = Command.Request.fire(event: offer.name, track: offer.track.id, data: data)
          if let target = decide(request, on: current, isKept: isKept, by: actor) { next[place].append(target) }
        }
      }
    }
  }

  private mutating func decide(_ request: Command.Request, on current: Case?, isKept: Bool, by actor: Actor) -> Int? {
    guard !cycles else { return nil }
    let command = Command(id: CommandID("search"), target: CaseID(1), request: request, actor: actor, via: "search")
    do {
      let transition = try LookbackCore.decide(command, on: current, in: context)
      if transition.result.root.blocked.entries.contains(where: { $0.value.obstacle.code == "too-many-steps" }) {
        cycles = true
        return nil
      }
      for one in transition.result.tracks.flatMap(\.blocked.entries) { blocked.insert(one.value.obstacle.code) }
      longest = max(longest, transition.events.count)
      var kept = isKept
      for event in transition.events { note(event, transition.result, &kept) }
      return place(transition.result, kept)
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
      if kept, event.changes.contains(.entered(.root, state: state)) { isBroken = true }
    }
    guard track.id == .root else { return }
    reached.insert(event.to)
    fired.insert(event.name)
  }

  private mutating func place(_ found: Case, _ kept: Bool) -> Int {
    let root = found.root
    let counted = ["s0e0", "approve"].map { min(root.marks[$0]?.count ?? 0, 3) }
    let inner = found.tracks.dropFirst().filter { !$0.isRemoved && found.isOfThisRound($0) }.map { track in
      [
        track.state, "\(track.round == root.entered.sequence)", "\(track.isEnded)",
        track.data.sorted { $0.key < $1.key }.description,
        "\(min(track.marks["c0e0"]?.count ?? 0, 3))",
      ]
    }.sorted { $0.description < $1.description }
    var told = root.data.filter { $0.key != "units" }
    if case .int(let x)? = told["x"], case .int(let y)? = told["y"] {
      (told["x"], told["y"]) = (.int(Int64((x - y).signum())), nil)
    } else {
      for name in ["x", "y"] where told[name] != nil && told[name] != .null { told[name] = .int(7) }
    }
    let data = told.sorted { $0.key < $1.key }
    let key = Key(
      root: [
        root.state, data.description, root.data["units"].map { "\($0.codes.count)" } ?? "", "\(counted)",
        root.approval.map { "\($0.steps) \($0.decisions.map(\.step))" } ?? "",
      ], tracks: inner, kept: kept)
    if let known = index[key] { return known }
    index[key] = cases.count
    cases.append((found, kept))
    next.append([])
    return cases.count - 1
  }
}
