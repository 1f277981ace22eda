/// How far a token goes. Each scope includes those before it; none gives its person a right that the person lacks.
package enum TokenScope: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Only choosing a new password.
  case password
  /// Reading what its person may read.
  case read
  /// Acting in cases, and for oneself, as its person.
  case act
  /// Administering the office as far as its person may.
  case administer

  /// The scopes that a program may be given.
  package static let ofPrograms: [TokenScope] = [.read, .act, .administer]

  package static func < (left: TokenScope, right: TokenScope) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
