/// A call of a host's function whose only argument is written out, such as `clock('reply')`: it can be checked before
/// any case exists.
package struct LiteralCall: Hashable, Sendable {
  package let function: String
  package let argument: String
  /// Unicode scalars from the start of the text to the argument's first character.
  package let offset: Int

  package init(function: String, argument: String, offset: Int) {
    self.function = function
    self.argument = argument
    self.offset = offset
  }

  /// All such calls in a text, in its order; none if it cannot be parsed.
  package static func all(in source: String) -> [LiteralCall] {
    guard let parsed = try? Parser.parse(source) else { return [] }
    return calls(in: parsed)
  }

  private static func calls(in expression: Expression) -> [LiteralCall] {
    if case .call(let name, nil, let arguments, _) = expression, arguments.count == 1,
      case .literal(.string(let text), let offset) = arguments[0]
    {
      return [LiteralCall(function: name, argument: text, offset: offset + 1)]
    }
    return expression.children.flatMap { calls(in: $0) }
  }
}
