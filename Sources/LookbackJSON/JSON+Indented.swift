extension JSON {
  /// The value for people: each member and each item on a line of its own.
  package var indented: String { indented(by: 0) }

  private func indented(by depth: Int) -> String {
    switch self {
    case .null, .bool, .int, .double, .string: description
    case .array(let items): Self.block("[", items.map { $0.indented(by: depth + 1) }, "]", depth)
    case .object(let members):
      Self.block(
        "{", members.map { "\(JSON.string($0.name)) : \($0.value.indented(by: depth + 1))" }, "}", depth)
    }
  }

  private static func block(_ opening: String, _ lines: [String], _ closing: String, _ depth: Int) -> String {
    let margin = String(repeating: "  ", count: depth)
    return "\(opening)\n" + lines.map { "\(margin)  \($0)" }.joined(separator: ",\n") + "\n\(margin)\(closing)"
  }
}
