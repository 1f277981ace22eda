/// Checks the address of a request as it was sent: its bytes, with escapes decoded, must be text.
enum RequestAddress {
  /// - Throws: a problem if an escape is not complete, or if the bytes are not UTF-8 or have a NUL.
  static func check(_ address: String) throws {
    var bytes: [UInt8] = []
    var rest = Array(address.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard rest.count >= 2, digits.allSatisfy(\.isHexDigit), let escaped = UInt8(digits, radix: 16) else {
        throw Problem.brokenEscape
      }
      bytes.append(escaped)
      rest = rest.dropFirst(2)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Problem.addressNotUTF8
    }
    guard !bytes.contains(0) else { throw Problem.nulInAddress }
  }

  /// Returns whether every part of a path has a name: a doubled or trailing slash would be a second address of the same.
  static func isPlain(_ path: String) -> Bool {
    path.utf8.last != UInt8(ascii: "/") && !path.contains("//")
  }
}
