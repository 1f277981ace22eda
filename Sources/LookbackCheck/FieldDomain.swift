import LookbackCEL
import LookbackCore
import LookbackDefinition

/// The values that a field can hold: null, or one of the kinds of values that guards distinguish. What is known of a
/// field is a set of kinds, as bits; bit 0 is null.
struct FieldDomain {
  static let null: UInt64 = 1
  /// The largest number of kinds. A field with more kinds is only null or not null.
  private static let most = 60

  let name: String
  /// One value of each kind, which represents the kind.
  let values: [Known]
  /// The values of each kind, as far as they are distinguished at first.
  private let kinds: [[Known]]
  let isOfList: Bool
  /// Whether the domain is the order of two fields, and not a field.
  let isRelation: Bool

  var everything: UInt64 { ((1 << UInt64(values.count)) - 1) & ~(isRelation ? Self.null : 0) }
  /// All kinds except null.
  var present: UInt64 { everything & ~Self.null }

  /// What guards and rules ask of a field.
  struct Interest {
    var literals: [Value] = []
    /// More is done with the field than comparing it with literals.
    var isInvolved = false
    /// A reader of the field sees each single value.
    var isWhole = false
    var parts: [GuardParts] = []
    /// Lists of this length or more are one kind.
    var longest = 2
  }

  init(_ field: Field, _ interest: Interest) {
    name = field.name
    isRelation = false
    if case .list = field.type { isOfList = true } else { isOfList = false }
    var finest = Self.finest(field.type, interest)
    if finest.isEmpty || finest.count > Self.most { finest = [.present] }
    let all = [.null] + finest
    guard !interest.isWhole else {
      (values, kinds) = (all, all.map { [$0] })
      return
    }
    var known: [[GuardParts.Answer]: Int] = [:]
    var kinds: [[Known]] = []
    for value in all {
      let key = interest.parts.map { $0.answer(value) }
      if let place = known[key] {
        kinds[place].append(value)
      } else {
        if value != .null { known[key] = kinds.count }
        kinds.append([value])
      }
    }
    self.kinds = kinds
    values = kinds.map { $0[0] }
  }

  init(relation name: String) {
    self.name = name
    values = [.null] + ["<", "==", ">"].map { .exactly(.string($0)) }
    kinds = values.map { [$0] }
    (isOfList, isRelation) = (false, true)
  }

  /// What is known if the field has one of these kinds.
  func known(_ cell: UInt64) -> Known {
    if let only = single(cell) { return values[only] }
    if cell & Self.null != 0 { return .anything }
    guard isOfList else { return .present }
    let lengths = indices(of: cell).compactMap { values[$0].length }
    let most = lengths.map(\.most)
    return .list(
      atLeast: lengths.map(\.least).min() ?? 0, atMost: most.contains(nil) ? nil : most.compactMap { $0 }.max())
  }

  /// The kinds to which a value can belong of which so much is known.
  func cell(of known: Known) -> UInt64 {
    switch known {
    case .anything: return everything
    case .null: return Self.null
    case .present: return present
    default: break
    }
    var found: UInt64 = 0
    for (index, kind) in kinds.enumerated() where kind != [.null] {
      if kind.contains(where: { $0.isEqual(to: known) != false }) { found |= 1 << UInt64(index) }
    }
    if found == 0, case .exactly(.int(let value)) = known { found = beside(value) }
    return found == 0 ? present : found
  }

  /// The kind of a number that is in no guard: that of the largest number below it that is distinguished.
  private func beside(_ value: Int64) -> UInt64 {
    var best: (value: Int64, kind: Int)?
    var least: (value: Int64, kind: Int)?
    for (index, kind) in kinds.enumerated() {
      for case .exactly(.int(let number)) in kind {
        if number < value, best.map({ $0.value < number }) ?? true { best = (number, index) }
        if least.map({ number < $0.value }) ?? true { least = (number, index) }
      }
    }
    return (best ?? least).map { 1 << UInt64($0.kind) } ?? 0
  }

  func indices(of cell: UInt64) -> [Int] { values.indices.filter { cell & (1 << UInt64($0)) != 0 } }

  /// Each of these kinds by itself.
  func singles(of cell: UInt64) -> [UInt64] { indices(of: cell).map { 1 << UInt64($0) } }

  /// The values that represent these kinds.
  func finest(_ cell: UInt64) -> [Known] { indices(of: cell).map { values[$0] } }

  /// Those of these kinds that name nobody: null and the empty list.
  func naming(nobodyAmong cell: UInt64) -> UInt64 {
    let empty = indices(of: cell).filter { values[$0] == .null || values[$0] == .exactly(.list([])) }
    return empty.reduce(0) { $0 | 1 << UInt64($1) }
  }

  private func single(_ cell: UInt64) -> Int? {
    cell != 0 && cell & (cell - 1) == 0 ? cell.trailingZeroBitCount : nil
  }

  // MARK: - What may be told apart

  private static func finest(_ type: FieldType, _ interest: Interest) -> [Known] {
    switch type {
    case .bool: return [.exactly(.bool(false)), .exactly(.bool(true))]
    case .choice(let scheme):
      let codes = scheme.classes.map { Value.string($0.code) }
      let named = codes.filter { interest.literals.contains($0) }
      guard !interest.isInvolved else { return codes.map { .exactly($0) } }
      let rest: [Known] = named.count < codes.count ? [.other(than: Set(named))] : []
      return named.map { .exactly($0) } + rest
    case .list:
      let short: [Known] = (1..<interest.longest).map { .list(atLeast: $0, atMost: $0) }
      return [.exactly(.list([]))] + short + [.list(atLeast: interest.longest, atMost: nil)]
    case .int: return interest.isInvolved ? [] : integers(interest.literals)
    case .text, .person, .unit, .case:
      let named = Set(interest.literals.filter { if case .string = $0 { true } else { false } })
      guard !interest.isInvolved, !named.isEmpty, named.count <= 24 else { return [] }
      return named.sorted { $0.description < $1.description }.map { .exactly($0) } + [.other(than: named)]
    case .double, .date: return []
    }
  }

  /// Each number in a guard, and the numbers on both sides of it: comparisons distinguish no others.
  private static func integers(_ literals: [Value]) -> [Known] {
    var found: Set<Int64> = []
    for case .int(let value) in literals {
      for step: Int64 in [-1, 0, 1] {
        let (sum, overflows) = value.addingReportingOverflow(step)
        if !overflows { found.insert(sum) }
      }
    }
    return found.sorted().map { .exactly(.int($0)) }
  }
}
