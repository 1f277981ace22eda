/// A text in quotation marks within a line of Swift, parted at the values that are put in.
struct QuotedText: Equatable {
  /// What stands before the first value, between two of them and after the last.
  private(set) var parts: [String] = [""]

  /// The texts of a line in the order in which they end; a comment has none.
  static func all(in line: Substring) -> [QuotedText] {
    var reader = Reader(rest: line)
    return reader.readCode(isValue: false)
  }

  private struct Reader {
    var rest: Substring

    /// Reads to the end of the line, or to the parenthesis that ends a value.
    mutating func readCode(isValue: Bool) -> [QuotedText] {
      var found: [QuotedText] = []
      var depth = 0
      while let letter = rest.first, !rest.hasPrefix("//") || isValue {
        rest.removeFirst()
        switch letter {
        case "\"": found += readText()
        case "(": depth += 1
        case ")" where isValue && depth == 0: return found
        case ")": depth -= 1
        default: break
        }
      }
      return found
    }

    /// Reads to the closing quotation mark; texts within values come first.
    private mutating func readText() -> [QuotedText] {
      var found: [QuotedText] = []
      var text = QuotedText()
      while let letter = rest.popFirst(), letter != "\"" {
        if letter == "\\", rest.first == "(" {
          rest.removeFirst()
          found += readCode(isValue: true)
          text.parts.append("")
        } else {
          text.parts[text.parts.count - 1].append(letter)
          if letter == "\\", let next = rest.popFirst() { text.parts[text.parts.count - 1].append(next) }
        }
      }
      return found + [text]
    }
  }
}
