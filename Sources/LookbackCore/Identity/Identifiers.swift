/// One matter. A positive, time-ordered 63-bit number that carries its lane in bits 16–21:
/// 41 bits of ticks of 8 ms since 2025-01-01 UTC, 6 bits of lane, 16 bits of counter.
package struct CaseID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let value: Int64
  package init(_ value: Int64) { self.value = value }
  package static func < (left: CaseID, right: CaseID) -> Bool { left.value < right.value }
  package var description: String { String(value) }

  /// Where those begin who walk all cases: no case has this number.
  package static let beforeAll = CaseID(.min)

  /// The lane (0–63) in which the timers and messages of this case stand.
  package var lane: Int16 { Int16((value >> 16) & 63) }
}

/// Names one request to fire an event, so that the same request is never applied twice. At most 128 characters.
package struct CommandID: Hashable, Sendable, CustomStringConvertible {
  package let value: String
  package init(_ value: String) { self.value = value }
  package var description: String { value }

  /// Characters of an id.
  package static let limit = 128

  /// Whether the id is as short and as printable as an id from outside must be.
  package var isFit: Bool {
    let scalars = value.unicodeScalars
    return (1...Self.limit).contains(scalars.count) && scalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
  }
}

/// A workflow's name and whole-number version; what stands behind it never changes.
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
  /// There are few, and they are looked up at every turn: those that look alike are told apart when they are compared.
  package func hash(into hasher: inout Hasher) {
    let (first, last) = (Int(name.utf8.first ?? 0), Int(name.utf8.last ?? 0))
    hasher.combine(version << 24 ^ name.utf8.count << 16 ^ first << 8 ^ last)
  }
  package var description: String { "\(name) \(version)" }
}

/// A track's number inside its case; the root is 0, numbers are never used again.
package struct TrackID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let value: Int
  package init(_ value: Int) { self.value = value }
  package static let root = TrackID(0)
  package static func < (left: TrackID, right: TrackID) -> Bool { left.value < right.value }
  package var description: String { String(value) }
}
