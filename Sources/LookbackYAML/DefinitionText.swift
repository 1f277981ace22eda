import LookbackCore
package import LookbackDefinition

/// A definition file whose bytes are fit to be parsed: UTF-8, no NUL, no more than 256 KiB, and no more signs of
/// structure than people write.
package struct DefinitionText: Sendable, Hashable {
  package static let largestSize = 1 << 18
  /// Signs that can begin a node: `, : [ {`, line ends, `-` and `?` before a blank. The shipped files would have 33,000 at
  /// most, were they of the largest size. What has more is refused before a parser makes nodes of it.
  package static let mostSigns = 40_000

  package let source: SourceText

  /// Throws what is wrong with the bytes; a UTF-8 byte order mark is dropped.
  package init(bytes: [UInt8], file: String) throws(InvalidDefinition) {
    let start = SourceLocation(line: 1, column: 1)
    func refusal(_ code: String, _ message: String, at location: SourceLocation) -> InvalidDefinition {
      InvalidDefinition([Diagnostic(code: code, message, file: file, at: location)])
    }
    guard bytes.count <= Self.largestSize else {
      throw refusal(
        "too-large", "the file has \(bytes.count) bytes: split it, a definition has at most 256 KiB", at: start)
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: body, as: UTF8.self) else {
      let place = SourceText(String(decoding: body, as: UTF8.self), file: file).firstReplacement ?? start
      throw refusal("invalid-utf8", "these bytes are no UTF-8: save the file in UTF-8", at: place)
    }
    guard Self.signs(in: body) <= Self.mostSigns else {
      throw refusal(
        "too-many-signs", "more than \(Self.mostSigns) of the signs `, : [ {`, dashes and line ends: split the file",
        at: start)
    }
    source = SourceText(text, file: file)
    if let offset = text.unicodeScalars.firstIndex(of: "\0") {
      let count = text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: offset)
      throw refusal("nul-character", "a NUL character: remove it", at: source.location(ofScalar: count))
    }
  }

  private static func signs(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var previous: UInt8 = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\n"),
        UInt8(ascii: "\r"):
        count += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        if previous == UInt8(ascii: "-") || previous == UInt8(ascii: "?") { count += 1 }
      default: break
      }
      previous = byte
    }
    return count
  }

  package init(_ text: String, file: String) throws(InvalidDefinition) {
    try self.init(bytes: Array(text.utf8), file: file)
  }
}

extension SourceText {
  fileprivate var firstReplacement: SourceLocation? {
    for (index, line) in lines.enumerated() {
      if let column = line.firstIndex(of: "\u{FFFD}") { return SourceLocation(line: index + 1, column: column + 1) }
    }
    return nil
  }
}
