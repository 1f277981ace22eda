import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Fields of the case that guards of a track read.
extension Machine {
  /// All combinations of values of the case's fields that these guards read.
  func sharings(read guards: [Guard]) -> [[String: Known]] {
    guard !shared.isEmpty else { return [[:]] }
    var found: [[String: Known]] = [[:]]
    for name in Set(guards.flatMap(\.caseFields)).sorted() {
      guard let values = shared[name], found.count * values.count <= Self.mostSharings else { continue }
      found = found.flatMap { given in values.map { given.merging([name: $0]) { $1 } } }
    }
    return found
  }

  /// The largest number of combinations; further fields are left unknown.
  static let mostSharings = 64

  /// The same track, with the fields of the case fixed to these values.
  func keeping(_ values: [String: Known]) -> Machine {
    Machine(self, sharing: values.mapValues { [$0] })
  }
}

extension Guard {
  /// The fields that the guard reads as `case.`.
  var caseFields: [String] { reads.compactMap { $0.count >= 2 && $0[0] == "case" ? $0[1] : nil } }
}
