/// A text as JSON has it (RFC 8259): in quotation marks, with escapes.
///
/// Escaped are quotation marks, backslashes and whatever could end a line or be obeyed by a terminal: the control
/// characters, also those from U+007F to U+009F, and the separators U+2028 and U+2029.
package enum JSONQuoting {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Adds the quoted text.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(quote)
    // Most texts need no escapes: those are copied whole.
    let isCopied = text.utf8.withContiguousStorageIfAvailable { content in
      guard isPlain(content) else { return false }
      bytes += content
      return true
    }
    if isCopied != true {
      for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    }
    bytes.append(quote)
  }

  /// The quoted text.
  package static func quoted(_ text: String) -> String {
    var text = text
    let needsNone = text.withUTF8(isPlain)
    if needsNone { return "\"" + text + "\"" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether no character of this text, which is UTF-8, needs an escape.
  private static func isPlain(_ content: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in content.enumerated() {
      switch byte {
      case 0..<0x20, quote, backslash, 0x7F: return false
      // The first byte of U+0080 to U+009F.
      case 0xC2 where content[index + 1] < 0xA0: return false
      // The first byte of U+2028 and U+2029, and of much else, such as the quotation marks of Chinese.
      case 0xE2 where content[index + 1] == 0x80 && content[index + 2] & 0xFE == 0xA8: return false
      default: continue
      }
    }
    return true
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar {
    case "\"", "\\":
      bytes.append(backslash)
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    case "\n": bytes += "\\n".utf8
    case "\r": bytes += "\\r".utf8
    case "\t": bytes += "\\t".utf8
    case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let code = UInt16(truncatingIfNeeded: scalar.value)
      bytes += "\\u".utf8
      bytes += [UInt8(code >> 8), UInt8(code & 0xFF)].hexadecimal.utf8
    default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
}
