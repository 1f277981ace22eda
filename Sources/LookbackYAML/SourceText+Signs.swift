import LookbackCore
import LookbackDefinition
import LookbackTime

extension SourceText {
  /// The sign that may be why the text breaks at a place: YAML tells the place where it gave up, often a line later.
  func misleadingSign(before place: SourceLocation) -> (sign: LookalikeSign, at: SourceLocation)? {
    for line in stride(from: place.line, through: max(1, place.line - 2), by: -1) where lines.indices.contains(line - 1)
    {
      guard let sign = Self.misleadingSign(in: lines[line - 1]) else { continue }
      return (sign, SourceLocation(line: line, column: sign.offset + 1))
    }
    return nil
  }

  /// A sign where YAML wants another: blanks before the first letter, a colon of a line that has no plain one before it,
  /// signs of a flow mapping or list. What stands in quotes or after `#` is text.
  private static func misleadingSign(in line: [Unicode.Scalar]) -> LookalikeSign? {
    var (isIndent, hasColon, isFlow) = (true, false, false)
    var quote: Unicode.Scalar?
    for (offset, scalar) in line.enumerated() {
      if let open = quote {
        if scalar == open { quote = nil }
        continue
      }
      switch scalar {
      case " ": continue
      case "#": return nil
      case "\"", "'": quote = scalar
      case ":": hasColon = true
      case "{", "[": isFlow = true
      default:
        if let sign = LookalikeSign(scalar, at: offset) {
          if isIndent && sign.meant == " " { return sign }
          if sign.meant == ":" && (!hasColon || isFlow) { return sign }
          if isFlow && [",", "{", "}", "[", "]"].contains(sign.meant) { return sign }
          if sign.meant == "[" || sign.meant == "{" || sign.meant == "\t" { return sign }
        }
      }
      if scalar != "\t" { isIndent = false }
    }
    return nil
  }
}
