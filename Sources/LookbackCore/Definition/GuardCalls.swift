/// Finds calls such as `clock('reply')` in a guard's text, whose only argument is written out.
enum GuardCalls {
  struct Literal: Hashable {
    let function: String
    let argument: String
    /// Unicode scalars from the start of the text to the argument.
    let offset: Int
  }

  static func literals(in text: String) -> [Literal] {
    let scalars = Array(text.unicodeScalars)
    var found: [Literal] = []
    var word = ""
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "'" || scalar == "\"" {
        index = end(ofString: index, scalars) + 1
        word = ""
      } else if scalar == "(", !word.isEmpty, let literal = argument(of: word, after: index, scalars) {
        found.append(literal)
        index = literal.offset + literal.argument.unicodeScalars.count + 1
        word = ""
      } else {
        word = isLetter(scalar) ? word + String(Character(scalar)) : ""
        index += 1
      }
    }
    return found
  }

  private static func argument(of function: String, after index: Int, _ scalars: [Unicode.Scalar]) -> Literal? {
    var start = index + 1
    while start < scalars.count, scalars[start] == " " { start += 1 }
    guard start < scalars.count, scalars[start] == "'" || scalars[start] == "\"" else { return nil }
    let end = self.end(ofString: start, scalars)
    guard end < scalars.count, scalars[start + 1..<end].allSatisfy({ $0 != "\\" }) else { return nil }
    let argument = String(String.UnicodeScalarView(scalars[start + 1..<end]))
    return Literal(function: function, argument: argument, offset: start + 1)
  }

  /// The index of the closing quote, or the end of the text.
  private static func end(ofString start: Int, _ scalars: [Unicode.Scalar]) -> Int {
    var index = start + 1
    while index < scalars.count, scalars[index] != scalars[start] { index += scalars[index] == "\\" ? 2 : 1 }
    return min(index, scalars.count)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "." || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
