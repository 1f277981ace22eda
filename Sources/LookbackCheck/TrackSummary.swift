import LookbackCEL
import LookbackCore
import LookbackDefinition

/// A workflow as its parent sees it. Configurations that no guard, write or promise of the parent distinguishes are one
/// class.
struct TrackSummary {
  struct Label: Hashable {
    var caseWrites: [String: Known]
    var happened: Set<String>
  }

  typealias Edge = Bisimulation.Edge

  struct Class {
    /// The state; nil if guards do not distinguish it from others.
    let state: String?
    let isOver: Bool
    /// Whether a track can stay there; otherwise the engine moves it on at once.
    let isStable: Bool
    let edges: [Edge]
  }

  private(set) var classes: [Class] = []
  private(set) var labels: [Label] = []
  private(set) var beginnings: [Int] = []
  /// The class of each node of the exploration.
  private(set) var classOf: [Int] = []
  /// For each label of the exploration the index of what the parent sees of it; 0 for nothing.
  private(set) var labelOf: [Int] = []
  let exploration: Exploration

  var writtenFields: Set<String> { Set(labels.flatMap { $0.caseWrites.keys }) }

  /// - Parameters:
  ///   - named: the states that guards distinguish; nil for all.
  ///   - heard: the events that promises name.
  init(_ exploration: Exploration, named: Set<String>?, heard: Set<String>) {
    self.exploration = exploration
    let told = Self.labels(exploration, heard)
    labels = told.all
    labelOf = told.of
    let edges = exploration.edges.map { $0.map { Edge(label: told.of[$0.label], target: $0.target) } }
    classOf = Bisimulation(edges, colours: Self.colours(exploration, named)).classOf
    build(classOf, told, named)
  }

  /// For each label of the exploration the index of what the parent sees of it.
  private static func labels(_ exploration: Exploration, _ heard: Set<String>) -> (all: [Label], of: [Int]) {
    var all: [Label] = [Label(caseWrites: [:], happened: [])]
    var of: [Int] = []
    for label in exploration.labels {
      let told = Label(caseWrites: label.caseWrites, happened: label.happened.intersection(heard))
      if let known = all.firstIndex(of: told) {
        of.append(known)
      } else {
        of.append(all.count)
        all.append(told)
      }
    }
    return (all, of)
  }

  private static func colours(_ exploration: Exploration, _ named: Set<String>?) -> [Int] {
    var known: [[String]: Int] = [:]
    return exploration.nodes.indices.map { node in
      let state = exploration.state(of: node)
      let seen = named.map { $0.contains(state.name) } ?? true
      let isStable = exploration.isStable[node]
      let key = [seen ? state.name : "", state.isFinal ? "over" : "", isStable ? "" : "urgent"]
      return known[key, default: known.count].remembered(in: &known, as: key)
    }
  }

  private mutating func build(_ colours: [Int], _ told: (all: [Label], of: [Int]), _ named: Set<String>?) {
    let count = (colours.max() ?? -1) + 1
    var edges: [Set<Edge>] = Array(repeating: [], count: count)
    var members: [Int?] = Array(repeating: nil, count: count)
    for node in exploration.nodes.indices {
      members[colours[node]] = members[colours[node]] ?? node
      for edge in exploration.edges[node] {
        let label = told.of[edge.label]
        guard label != 0 || colours[edge.target] != colours[node] else { continue }
        edges[colours[node]].insert(Edge(label: label, target: colours[edge.target]))
      }
    }
    classes = members.enumerated().compactMap { index, node in
      guard let node else { return nil }
      let state = exploration.state(of: node)
      let seen = named.map { $0.contains(state.name) } ?? true
      return Class(
        state: seen ? state.name : nil, isOver: state.isFinal,
        isStable: exploration.isStable[node],
        edges: edges[index].sorted { ($0.target, $0.label) < ($1.target, $1.label) })
    }
    beginnings = Array(Set(exploration.beginnings.map { colours[$0] })).sorted()
  }
}

extension Int {
  fileprivate func remembered(in known: inout [[String]: Int], as key: [String]) -> Int {
    known[key] = self
    return self
  }
}
