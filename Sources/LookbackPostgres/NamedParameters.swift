/// The text of a statement with its parameters written as `$1`, `$2` … instead of `@name`, and the names in that order.
///
/// A name begins with a lower-case letter and goes on with lower-case letters, digits and `_`. It gets its number where
/// it stands first. An `@` that belongs to an operator such as `@>` or `<@`, that is followed by a blank, or that stands
/// in a text in quotes or in a comment stays what it is.
package struct NamedParameters: Sendable {
  /// The text as the server reads it.
  package private(set) var text = ""
  /// The names, without `@`; the first is that of `$1`.
  package private(set) var names: [String] = []
  /// What is wrong with the first parameter that cannot be understood; nil if nothing is.
  package private(set) var problem: String?

  private let source: [UInt8]
  private var position = 0
  private var output: [UInt8] = []
  private var hasNumbers = false

  package init(_ sql: String) {
    source = Array(sql.utf8)
    output.reserveCapacity(source.count)
    while position < source.count { step() }
    text = String(decoding: output, as: UTF8.self)
    if hasNumbers, let name = names.first { complain("a number such as $1 beside @\(name), expected names only") }
  }

  /// Copies the next piece of the text, or puts a number in place of a name.
  private mutating func step() {
    let next = byte(at: position + 1)
    switch source[position] {
    case UInt8(ascii: "'"): copy(to: endOfQuotes(isEscaped: opensEscapes))
    case UInt8(ascii: "\""): copy(to: endOfQuotes(isEscaped: false))
    case UInt8(ascii: "-") where next == UInt8(ascii: "-"): copy(to: endOfLine)
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"): copy(to: endOfComment)
    case UInt8(ascii: "$") where !isInWord: copyDollar()
    case UInt8(ascii: "@") where !isOperator(byte(at: position - 1)): takeName()
    default: copy(to: position + 1)
    }
  }

  private mutating func takeName() {
    let end = endOfWord(from: position + 1)
    let word = source[position + 1..<end]
    guard let first = word.first else { return copy(to: position + 1) }
    let name = String(decoding: word, as: UTF8.self)
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), word.allSatisfy(isOfName) else {
      complain("a parameter @\(name), expected a name of lower-case letters, digits and _ such as @case_ids")
      return copy(to: end)
    }
    let number = names.firstIndex(of: name) ?? names.count
    if number == names.count { names.append(name) }
    output += "$\(number + 1)".utf8
    position = end
  }

  private mutating func complain(_ words: String) { problem = problem ?? words }

  private mutating func copy(to end: Int) {
    output += source[position..<end]
    position = end
  }
}

/// What a text of SQL is made of besides parameters.
extension NamedParameters {
  private func byte(at index: Int) -> UInt8? { source.indices.contains(index) ? source[index] : nil }

  private func isOperator(_ byte: UInt8?) -> Bool { byte.map("+-*/<>=~!@#%^&|`?".utf8.contains) ?? false }

  private func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private func isOfWord(_ byte: UInt8) -> Bool {
    isOfName(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte >= 0x80
  }

  /// Whether the word goes on here that began before.
  private var isInWord: Bool { byte(at: position - 1).map(isOfWord) ?? false }

  /// Whether the quotation mark here belongs to a text such as `E'it\'s'`.
  private var opensEscapes: Bool {
    let mark = byte(at: position - 1)
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
    return !(byte(at: position - 2).map(isOfWord) ?? false)
  }

  private func endOfWord(from start: Int) -> Int {
    source[start...].firstIndex { !isOfWord($0) } ?? source.count
  }

  /// The place after a text in quotes. A quotation mark that is written twice ends it and begins it again.
  private func endOfQuotes(isEscaped: Bool) -> Int {
    var index = position + 1
    while let byte = byte(at: index), byte != source[position] {
      index += isEscaped && byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, source.count)
  }

  private var endOfLine: Int { source[position...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count }

  /// The place after a comment, which may have comments in it.
  private var endOfComment: Int {
    var (index, depth) = (position, 0)
    repeat {
      switch (byte(at: index), byte(at: index + 1)) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")): (index, depth) = (index + 2, depth + 1)
      case (UInt8(ascii: "*"), UInt8(ascii: "/")): (index, depth) = (index + 2, depth - 1)
      default: index += 1
      }
    } while depth > 0 && index < source.count
    return min(index, source.count)
  }

  /// Copies a text between `$tag$` and `$tag$` whole, a number such as `$1`, or the character alone.
  private mutating func copyDollar() {
    let end = endOfWord(from: position + 1)
    if let first = byte(at: position + 1), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      hasNumbers = true
      return copy(to: end)
    }
    guard byte(at: end) == UInt8(ascii: "$") else { return copy(to: position + 1) }
    let tag = source[position...end]
    let rest = source[(end + 1)...]
    copy(to: rest.firstRange(of: tag)?.upperBound ?? source.count)
  }
}
