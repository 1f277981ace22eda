/// The text of a statement with its parameters written as `$1`, `$2` … instead of `@name`, and the names in that order.
///
/// A name begins with a lower-case letter and continues with lower-case letters, digits and `_`. It gets its number
/// where it stands first. An `@` stays what it is if it belongs to an operator such as `@>` or `<@`, if a blank follows
/// it, or if it stands in a text in quotes or in a comment.
package struct NamedParameters: Sendable {
  /// The text as the server reads it, with `$1`, `$2` …
  package private(set) var text = ""
  /// The names, without `@`; the first is that of `$1`.
  package private(set) var names: [String] = []
  /// What is wrong with the first parameter that cannot be read; nil if nothing is.
  package private(set) var problem: String?

  /// Replaces the names in the text. A mistake is not thrown but told by `problem`.
  package init(_ sql: String) {
    var pieces = SQLPieces(sql)
    var output: [UInt8] = []
    var hasNumbers = false
    // The end of the name that was replaced last. The bytes of a name are not copied.
    var copied = 0
    while let (kind, range) = pieces.next() {
      guard range.lowerBound >= copied else { continue }
      copied = range.upperBound
      let start = range.lowerBound
      if kind == .other, pieces.source[start] == UInt8(ascii: "@"), let word = Self.word(after: start, in: pieces) {
        output += replacement(for: word).utf8
        copied += word.utf8.count
      } else {
        hasNumbers = hasNumbers || kind == .other && Self.isNumber(at: start, in: pieces)
        output += pieces.source[range]
      }
    }
    text = String(decoding: output, as: UTF8.self)
    if hasNumbers, let name = names.first { complain("a number such as $1 beside @\(name), expected names only") }
  }

  /// Returns the word that the `@` at an offset makes a parameter of; nil if the `@` is an operator or a part of one.
  private static func word(after offset: Int, in pieces: SQLPieces) -> String? {
    let isOperator = pieces.byte(at: offset - 1).map("+-*/<>=~!@#%^&|`?".utf8.contains) ?? false
    let word = pieces.source[(offset + 1)...].prefix { SQLPieces.isOfWord($0) }
    return isOperator || word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  /// Returns whether a parameter such as `$1` begins at an offset.
  private static func isNumber(at offset: Int, in pieces: SQLPieces) -> Bool {
    guard pieces.source[offset] == UInt8(ascii: "$"), !pieces.isInName(at: offset) else { return false }
    return pieces.byte(at: offset + 1).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  /// Returns the number of a name, such as `$1`. A word that is no name is returned as it stands, and is a problem.
  private mutating func replacement(for word: String) -> String {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let isName = word.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") }
    guard isName, word.utf8.first.map(letters.contains) == true else {
      complain("a parameter @\(word), expected a name of lower-case letters, digits and _ such as @case_ids")
      return "@\(word)"
    }
    let number = names.firstIndex(of: word) ?? names.count
    if number == names.count { names.append(word) }
    return "$\(number + 1)"
  }

  private mutating func complain(_ words: String) { problem = problem ?? words }
}
