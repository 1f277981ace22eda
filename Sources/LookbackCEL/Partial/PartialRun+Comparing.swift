extension PartialRun {
  mutating func binary(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> Partial {
    if let compared = compared(sign, left, right) { return compared }
    let (a, b) = (value(of: left), value(of: right))
    guard let first = a.value, let second = b.value else { return .failure }
    let mayFail = a.mayFail || b.mayFail
    if let x = first.value, let y = second.value {
      let result = worked(out: .binary(sign, .literal(x, 0), .literal(y, 0), 0))
      return Partial(value: result.value, mayFail: result.mayFail || mayFail)
    }
    switch sign {
    case .equal: return equality(first, second, mayFail, isNegated: false)
    case .notEqual: return equality(first, second, mayFail, isNegated: true)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return order(sign, first, second, mayFail)
    case .contained: return containment(first, second, mayFail)
    case .add, .subtract, .multiply, .divide, .remainder: return combined(sign, first, second, mayFail)
    }
  }

  private func equality(_ a: Known, _ b: Known, _ mayFail: Bool, isNegated: Bool) -> Partial {
    guard let isEqual = a.isEqual(to: b) else { return Partial(value: .present, mayFail: mayFail) }
    return Partial(value: .exactly(.bool(isEqual != isNegated)), mayFail: mayFail)
  }

  private func order(_ sign: BinaryOperator, _ a: Known, _ b: Known, _ mayFail: Bool) -> Partial {
    if a == .null || b == .null { return .failure }
    if let bounds = a.bounds, let other = b.bounds {
      let less: Bool? =
        switch sign {
        case .less: Known.precedes(bounds, other, orEqual: false)
        case .lessOrEqual: Known.precedes(bounds, other, orEqual: true)
        case .greater: Known.precedes(other, bounds, orEqual: false)
        default: Known.precedes(other, bounds, orEqual: true)
        }
      if let less { return Partial(value: .exactly(.bool(less)), mayFail: mayFail) }
    }
    return Partial(value: .present, mayFail: mayFail || a == .anything || b == .anything)
  }

  private func containment(_ a: Known, _ b: Known, _ mayFail: Bool) -> Partial {
    switch b {
    case .exactly(.null): return .failure
    case .exactly(.list(let values)):
      let equal = values.map { a.isEqual(to: .exactly($0)) }
      if equal.contains(true) { return Partial(value: .exactly(.bool(true)), mayFail: mayFail) }
      if equal.allSatisfy({ $0 == false }) { return Partial(value: .exactly(.bool(false)), mayFail: mayFail) }
      return Partial(value: .present, mayFail: mayFail)
    case .elements(let values):
      let equal = values.map { a.isEqual(to: $0) }
      if equal.contains(true) { return Partial(value: .exactly(.bool(true)), mayFail: mayFail) }
      if equal.allSatisfy({ $0 == false }) { return Partial(value: .exactly(.bool(false)), mayFail: mayFail) }
      return Partial(value: .present, mayFail: mayFail)
    default: return Partial(value: .present, mayFail: mayFail || b == .anything)
    }
  }

  /// Sums of lists keep count of the elements; of other sums nothing is known but that they are there.
  private func combined(_ sign: BinaryOperator, _ a: Known, _ b: Known, _ mayFail: Bool) -> Partial {
    if a == .null || b == .null { return .failure }
    if sign == .add, let first = a.length, let second = b.length {
      let most = first.most.flatMap { one in second.most.map { one + $0 } }
      return Partial(value: .list(atLeast: first.least + second.least, atMost: most), mayFail: mayFail)
    }
    // Whole numbers may overflow, and a divisor may be zero.
    let mayMisfit = !environment.trustsTypes || a == .anything || b == .anything
    return Partial(value: .present, mayFail: mayFail || mayMisfit)
  }

  mutating func macro(_ macro: Expression.Macro) -> Partial {
    let range = value(of: macro.range)
    guard let known = range.value, known != .null else { return .failure }
    guard let elements = known.eachElement else { return unlisted(macro, known, range.mayFail) }
    let tests = elements.map { element -> Outcomes in
      macro.condition.map { self.value(of: $0, with: element, as: macro.variable).outcomes } ?? .holds
    }
    switch macro.kind {
    case .all: return Partial(Outcomes.conjunction(tests).adding(range.mayFail))
    case .exists: return Partial(Outcomes.conjunction(tests.map(\.negated)).negated.adding(range.mayFail))
    case .existsOne: return exactlyOne(tests, range.mayFail)
    case .filter, .map: return gathered(macro, elements, tests, range.mayFail)
    }
  }

  private mutating func value(of body: Expression, with element: Known, as name: String) -> Partial {
    locals.append((name, element))
    defer { locals.removeLast() }
    return value(of: body)
  }

  private func exactlyOne(_ tests: [Outcomes], _ mayFail: Bool) -> Partial {
    let sure = tests.count { $0.mustHold }
    let possible = tests.count { $0.mayHold }
    var result: Outcomes = []
    if sure <= 1, possible >= 1 { result.insert(.holds) }
    if sure != 1 || possible != 1 { result.insert(.refuses) }
    if mayFail || tests.contains(where: { $0.contains(.errs) }) { result.insert(.errs) }
    return Partial(result)
  }

  private mutating func gathered(
    _ macro: Expression.Macro, _ elements: [Known], _ tests: [Outcomes], _ mayFail: Bool
  ) -> Partial {
    let fails = mayFail || tests.contains { $0.contains(.errs) }
    let sure = tests.count { $0.mustHold }
    guard sure == tests.count || tests.allSatisfy({ $0.mustHold || !$0.mayHold }) else {
      return Partial(value: .list(atLeast: sure, atMost: tests.count { $0.mayHold }), mayFail: fails)
    }
    let kept = zip(elements, tests).filter { $0.1.mustHold }.map(\.0)
    guard let result = macro.result else { return Partial(value: .elements(kept), mayFail: fails) }
    let made = kept.map { value(of: result, with: $0, as: macro.variable) }
    guard made.allSatisfy({ $0.value != nil }) else { return .failure }
    return Partial(value: .elements(made.compactMap(\.value)), mayFail: fails || made.contains { $0.mayFail })
  }

  /// A list of which only the length is known, or not even that.
  private mutating func unlisted(_ macro: Expression.Macro, _ range: Known, _ mayFail: Bool) -> Partial {
    let test = macro.condition.map { value(of: $0, with: .anything, as: macro.variable).outcomes } ?? .holds
    let fails = mayFail || range == .anything || test.contains(.errs)
    let least = range.length?.least ?? 0
    switch macro.kind {
    case .all where test.mustHold: return Partial(Outcomes.holds.adding(fails))
    case .exists where test == .refuses: return Partial(Outcomes.refuses.adding(fails))
    case .exists where test.mustHold && least > 0: return Partial(Outcomes.holds.adding(fails))
    case .all, .exists, .existsOne: return Partial(Outcomes.open.adding(fails))
    case .filter: return Partial(value: .list(atLeast: 0, atMost: range.length?.most), mayFail: fails)
    case .map where macro.condition == nil:
      return Partial(value: .list(atLeast: least, atMost: range.length?.most), mayFail: fails)
    case .map: return Partial(value: .list(atLeast: 0, atMost: range.length?.most), mayFail: fails)
    }
  }
}

extension Outcomes {
  func adding(_ mayFail: Bool) -> Outcomes { mayFail ? union(.errs) : self }

  /// What `&&` of all may come to: one that refuses decides, whatever errs.
  static func conjunction(_ parts: [Outcomes]) -> Outcomes {
    var result: Outcomes = []
    if parts.contains(where: { $0.contains(.refuses) }) { result.insert(.refuses) }
    if parts.allSatisfy({ $0.contains(.holds) }) { result.insert(.holds) }
    if parts.contains(where: { $0.contains(.errs) }), parts.allSatisfy({ $0 != .refuses }) { result.insert(.errs) }
    return result
  }
}

extension Known {
  /// Nil where it may be either.
  package func isEqual(to other: Known) -> Bool? {
    switch (self, other) {
    case (.exactly(let a), .exactly(let b)):
      var budget = Budget()
      return try? Comparison.areEqual(a, b, &budget)
    case (.anything, _), (_, .anything): return nil
    case (.exactly(.null), _), (_, .exactly(.null)): return false
    case (.other(let excluded), .exactly(let value)), (.exactly(let value), .other(let excluded)):
      return excluded.contains(value) ? false : nil
    default: break
    }
    if let a = bounds, let b = other.bounds, Self.precedes(a, b, orEqual: false) == true { return false }
    if let a = bounds, let b = other.bounds, Self.precedes(b, a, orEqual: false) == true { return false }
    if let a = length, let b = other.length {
      if let most = a.most, most < b.least { return false }
      if let most = b.most, most < a.least { return false }
    }
    return nil
  }

  var bounds: (least: Int, most: Int?)? {
    switch self {
    case .number(let least, let most): (least, most)
    case .exactly(.int(let value)): (Int(value), Int(value))
    default: nil
    }
  }

  /// How many elements a list has.
  package var length: (least: Int, most: Int?)? {
    switch self {
    case .list(let least, let most): (least, most)
    case .elements(let elements): (elements.count, elements.count)
    case .exactly(.list(let values)): (values.count, values.count)
    default: nil
    }
  }

  var eachElement: [Known]? {
    switch self {
    case .elements(let elements): elements
    case .exactly(.list(let values)): values.map { .exactly($0) }
    default: nil
    }
  }

  static func precedes(_ a: (least: Int, most: Int?), _ b: (least: Int, most: Int?), orEqual: Bool) -> Bool? {
    if let most = a.most, orEqual ? most <= b.least : most < b.least { return true }
    if let most = b.most, orEqual ? a.least > most : a.least >= most { return false }
    return nil
  }
}
