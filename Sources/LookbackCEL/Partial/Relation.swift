/// How two values may stand to each other.
package struct Relation: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let less = Relation(rawValue: 1)
  package static let same = Relation(rawValue: 2)
  package static let greater = Relation(rawValue: 4)
  package static let any: Relation = [.less, .same, .greater]

  /// The same seen from the other value.
  package var reversed: Relation {
    var found = intersection(.same)
    if contains(.less) { found.insert(.greater) }
    if contains(.greater) { found.insert(.less) }
    return found
  }

  /// Where the comparison holds; nil where it is none.
  init?(_ sign: BinaryOperator) {
    switch sign {
    case .equal: self = .same
    case .notEqual: self = [.less, .greater]
    case .less: self = .less
    case .lessOrEqual: self = [.less, .same]
    case .greater: self = .greater
    case .greaterOrEqual: self = [.greater, .same]
    case .contained, .add, .subtract, .multiply, .divide, .remainder: return nil
    }
  }
}

extension PartialEnvironment {
  /// Nil where nothing is known of how the two stand to each other.
  package func relation(of one: [String], to other: [String]) -> Relation? { nil }
}

extension PartialGuard {
  /// The paths that are compared with each other as they stand.
  package var comparisons: [(one: [String], other: [String])] { expression?.comparisons ?? [] }
}

extension Expression {
  fileprivate var comparisons: [(one: [String], other: [String])] {
    if case .binary(let sign, let left, let right, _) = self, Relation(sign) != nil, let one = left.path,
      let other = right.path
    {
      return [(one, other)]
    }
    return children.flatMap(\.comparisons)
  }
}

extension PartialRun {
  /// What a comparison of two paths comes to where neither is null; nil where that is not known.
  mutating func compared(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> Partial? {
    guard let holding = Relation(sign), let one = left.path, let other = right.path, !isLocal(left), !isLocal(right),
      let relation = environment.relation(of: one, to: other), !relation.isEmpty
    else { return nil }
    for path in [one, other] { if environment.known(at: path)?.mayBeNull ?? true { return nil } }
    if relation.isSubset(of: holding) { return Partial(value: .exactly(.bool(true))) }
    if relation.isDisjoint(with: holding) { return Partial(value: .exactly(.bool(false))) }
    ask([Relation.asking] + one + [Relation.asking] + other)
    return Partial(value: .present)
  }
}

extension Relation {
  /// Between the two paths in what a guard asks.
  package static let asking = "<>"
}
