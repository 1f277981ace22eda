/// The number of a case. It is positive and ordered by time, and it contains the lane of the case: its 63 bits are 41
/// bits of ticks of 8 ms since 2025-01-01 UTC, 6 bits of lane (bits 16 to 21) and 16 bits of counter.
package struct CaseID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let value: Int64
  package init(_ value: Int64) { self.value = value }
  package static func < (left: CaseID, right: CaseID) -> Bool { left.value < right.value }
  package var description: String { String(value) }

  /// The number from which a walk over all cases begins. No case has it.
  package static let beforeAll = CaseID(.min)

  /// The lane (0 to 63) that has the timers and messages of this case.
  package var lane: Int16 { Int16((value >> 16) & 63) }
}

/// The id of one request to fire an event, by which the request is never applied twice. It has at most 128 characters.
package struct CommandID: Hashable, Sendable, CustomStringConvertible {
  package let value: String
  package init(_ value: String) { self.value = value }
  package var description: String { value }

  /// The most characters of an id.
  package static let limit = 128

  /// Whether the id is as short and as printable as one from outside must be.
  package var isFit: Bool {
    let scalars = value.unicodeScalars
    return (1...Self.limit).contains(scalars.count) && scalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
  }
}

/// The name and the version of a workflow, whose text never changes.
package struct WorkflowReference: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let name: String
  package let version: Int
  package init(name: String, version: Int) {
    self.name = name
    self.version = version
  }
  package static func < (left: WorkflowReference, right: WorkflowReference) -> Bool {
    (left.name, left.version) < (right.name, right.version)
  }
  /// Hashes only the length and the ends of the name. There are few workflows and they are looked up for every command;
  /// two that have the same hash are told apart when they are compared.
  package func hash(into hasher: inout Hasher) {
    let (first, last) = (Int(name.utf8.first ?? 0), Int(name.utf8.last ?? 0))
    hasher.combine(version << 24 ^ name.utf8.count << 16 ^ first << 8 ^ last)
  }
  package var description: String { "\(name) \(version)" }
}

/// The number of a track inside its case. The root is 0, and a number is never used again.
package struct TrackID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let value: Int
  package init(_ value: Int) { self.value = value }
  package static let root = TrackID(0)
  package static func < (left: TrackID, right: TrackID) -> Bool { left.value < right.value }
  package var description: String { String(value) }
}
