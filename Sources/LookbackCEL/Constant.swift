/// What can be worked out before any value is read.
enum Constant {
  static func value(of expression: Expression) -> Value? {
    switch expression {
    case .literal(let value, _): return value
    case .list(let elements, _):
      let values = elements.compactMap { value(of: $0) }
      return values.count == elements.count ? .list(values) : nil
    case .call(let name, nil, let arguments, _) where arguments.count == 1:
      guard let function = Function(rawValue: name), function.kind == .conversion, function != .dyn,
        case .literal(let argument, _) = arguments[0]
      else { return nil }
      return try? Conversions.convert(argument, by: function)
    default: return nil
    }
  }
}
