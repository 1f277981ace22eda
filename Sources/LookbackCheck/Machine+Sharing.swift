import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Data of the case, asked for by the guards of a track.
extension Machine {
  /// How the fields of the case that these guards read may stand, each way once.
  func sharings(read guards: [Guard]) -> [[String: Known]] {
    guard !shared.isEmpty else { return [[:]] }
    var found: [[String: Known]] = [[:]]
    for name in Set(guards.flatMap(\.caseFields)).sorted() {
      guard let values = shared[name], found.count * values.count <= Self.mostSharings else { continue }
      found = found.flatMap { given in values.map { given.merging([name: $0]) { $1 } } }
    }
    return found
  }

  /// More ways than that are not told apart.
  static let mostSharings = 64

  /// The same track where the fields of the case stay as they are.
  func keeping(_ values: [String: Known]) -> Machine {
    Machine(self, sharing: values.mapValues { [$0] })
  }
}

extension Guard {
  /// The fields of the case that are read by this name.
  var caseFields: [String] { reads.compactMap { $0.count >= 2 && $0[0] == "case" ? $0[1] : nil } }
}
