/// A line of Swift, divided into its code, its texts in quotation marks and its comment. Texts of several lines are not
/// known here.
struct SwiftLine: Equatable {
  /// A text in quotation marks, divided at the values that are put in.
  struct Text: Equatable {
    /// What stands before the first value, between two of them and after the last.
    var parts: [String] = [""]
  }

  /// What stands outside of texts, and the values within them.
  private(set) var code = ""
  private(set) var comment = ""
  /// In the order in which they end: texts within a value come before the text that the value is put in.
  private(set) var texts: [Text] = []

  private var rest: Substring = ""

  init(_ line: Substring) {
    rest = line
    readCode(isValue: false)
    rest = ""
  }

  /// Reads to the end of the line, or to the parenthesis that ends a value.
  private mutating func readCode(isValue: Bool) {
    var depth = 0
    while let letter = rest.first {
      if rest.hasPrefix("//") {
        comment = String(rest.drop { $0 == "/" })
        rest = ""
        return
      }
      rest.removeFirst()
      if letter == "\"" {
        readText()
        continue
      }
      if letter == ")", isValue, depth == 0 { return }
      depth += letter == "(" ? 1 : letter == ")" ? -1 : 0
      code.append(letter)
    }
  }

  /// Reads to the closing quotation mark.
  private mutating func readText() {
    var text = Text()
    while let letter = rest.popFirst(), letter != "\"" {
      if letter == "\\", rest.first == "(" {
        rest.removeFirst()
        // What stands before the text and the value are two words.
        code.append(" ")
        readCode(isValue: true)
        text.parts.append("")
      } else {
        text.parts[text.parts.count - 1].append(letter)
        if letter == "\\", let next = rest.popFirst() { text.parts[text.parts.count - 1].append(next) }
      }
    }
    texts.append(text)
  }
}
