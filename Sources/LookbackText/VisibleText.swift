extension String {
  /// Without what a terminal would obey instead of showing it: control characters become their pictures, marks that turn
  /// the direction of writing their numbers. Line breaks and tabs stay.
  package var visible: String {
    guard unicodeScalars.contains(where: \.isObeyed) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(contentsOf: scalar.isObeyed ? scalar.picture : [scalar]) }
    return String(text)
  }

  /// The same in one line, as a cell of a table has it.
  package var visibleInOneLine: String {
    let text = visible
    guard text.contains(where: { $0.isNewline || $0 == "\t" }) else { return text }
    return text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
  }
}

extension Unicode.Scalar {
  fileprivate var isObeyed: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  fileprivate var picture: [Unicode.Scalar] {
    switch value {
    case 0x00...0x1F: return Unicode.Scalar(0x2400 + value).map { [$0] } ?? []
    case 0x7F: return ["\u{2421}"]
    default:
      let digits = String(value, radix: 16, uppercase: true)
      return Array("<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>".unicodeScalars)
    }
  }
}
