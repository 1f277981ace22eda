import LookbackCore
import LookbackDefinition

/// Classes of nodes that cannot be distinguished: branching bisimulation, computed by refining signatures. Steps with
/// label 0 are silent.
struct Bisimulation {
  struct Edge: Hashable {
    let label: Int
    let target: Int
  }

  /// The class of each node; classes are numbered from 0 without gaps.
  private(set) var classOf: [Int]
  let count: Int

  /// - Parameter colours: distinguish nodes from the start.
  init(_ edges: [[Edge]], colours: [Int]) {
    classOf = colours
    var count = Set(colours).count
    while true {
      let refined = Self.refined(edges, classOf)
      let finer = Set(refined).count
      classOf = refined
      if finer == count { break }
      count = finer
    }
    self.count = count
  }

  private static func refined(_ edges: [[Edge]], _ colours: [Int]) -> [Int] {
    var signatures: [Set<Edge>] = edges.indices.map { node in
      var signature: Set<Edge> = []
      for edge in edges[node] where edge.label != 0 || colours[edge.target] != colours[node] {
        signature.insert(Edge(label: edge.label, target: colours[edge.target]))
      }
      return signature
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for node in edges.indices.reversed() {
        for edge in edges[node]
        where edge.label == 0 && colours[edge.target] == colours[node] && edge.target != node
          && !signatures[edge.target].isSubset(of: signatures[node])
        {
          signatures[node].formUnion(signatures[edge.target])
          hasChanged = true
        }
      }
    }
    struct Key: Hashable {
      let colour: Int
      let signature: Set<Edge>
    }
    var known: [Key: Int] = [:]
    return edges.indices.map { node in
      let key = Key(colour: colours[node], signature: signatures[node])
      if let number = known[key] { return number }
      known[key] = known.count
      return known.count - 1
    }
  }
}
