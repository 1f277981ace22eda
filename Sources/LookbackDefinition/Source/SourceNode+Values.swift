/// Reads values by the core schema of YAML 1.2: `yes`, `no`, `on` and `off` are texts, and so are all quoted scalars.
extension SourceNode {
  /// The text of a scalar, quoted or not; nil for null, lists and mappings.
  package var text: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  /// Whether the value is empty, or `null` or `~` without quotes.
  package var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The value of `true` or `false` without quotes; nil for anything else.
  package var bool: Bool? {
    guard case .scalar(let text, isQuoted: false) = content else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  /// The value of a whole number, which is decimal, octal with `0o` or hexadecimal with `0x`; nil for anything else.
  package var int: Int? {
    guard case .scalar(let text, isQuoted: false) = content else { return nil }
    if text.hasPrefix("0o") { return Self.digits(text.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return Self.digits(text.dropFirst(2), radix: 16) }
    return Int(text)
  }

  /// The elements of a list; nil for anything else.
  package var items: [SourceNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// The entries of a mapping in the order of the file; nil for anything else.
  package var pairs: [(key: SourceNode, value: SourceNode)]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  /// The value under a key; nil if there is none or this is no mapping.
  package subscript(key: String) -> SourceNode? { pairs?.first { $0.key.text == key }?.value }

  /// The texts of a list with their places; a single value stands for a list of one. Anything that is no text is left
  /// out.
  var texts: [(text: String, location: SourceLocation)] {
    (items ?? [self]).compactMap { item in item.text.map { ($0, item.location) } }
  }

  /// The kind of value, in words for messages.
  package var kind: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar where isNull: "nothing"
    case .scalar(let text, _): "`\(text.count > 60 ? text.prefix(60) + "…" : text[...])`"
    }
  }

  private static func digits(_ text: Substring, radix: Int) -> Int? {
    guard let first = text.first, first != "-", first != "+" else { return nil }
    return Int(text, radix: radix)
  }
}
