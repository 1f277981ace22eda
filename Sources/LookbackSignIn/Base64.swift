/// Base 64 without padding (RFC 4648, section 4), as the PHC string format has it.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: Bits.groups(of: 6, in: bytes).map { letters[Int($0)] }, as: UTF8.self)
  }

  /// Returns the bytes that a text stands for; nil if it is no base 64.
  static func bytes(_ text: String) -> [UInt8]? { Bits.bytes(of: 6, text, letters) }
}

/// Base 32 without padding (RFC 4648, section 6), in which people type the secrets of one-time codes.
enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: Bits.groups(of: 5, in: bytes).map { letters[Int($0)] }, as: UTF8.self)
  }

  /// Returns the bytes that a text stands for; nil if it is no base 32. Small letters and blanks are taken.
  static func bytes(_ text: String) -> [UInt8]? {
    Bits.bytes(of: 5, String(text.uppercased().filter { $0 != " " && $0 != "=" }), letters)
  }
}

/// Bytes in groups of fewer bits, the highest first.
private enum Bits {
  /// The groups of `width` bits; the last is filled up with zeros.
  static func groups(of width: Int, in bytes: [UInt8]) -> [UInt8] {
    var groups: [UInt8] = []
    var (held, count) = (0, 0)
    for byte in bytes {
      held = held << 8 | Int(byte)
      count += 8
      while count >= width {
        count -= width
        groups.append(UInt8(held >> count))
        held &= (1 << count) - 1
      }
    }
    if count > 0 { groups.append(UInt8(held << (width - count))) }
    return groups
  }

  /// The bytes that letters of `width` bits stand for; nil if a letter has no meaning, or if the bits left over are no
  /// zeros or would be a letter of their own.
  static func bytes(of width: Int, _ text: String, _ letters: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (held, count) = (0, 0)
    for letter in text.utf8 {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      held = held << width | value
      count += width
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(held >> count))
        held &= (1 << count) - 1
      }
    }
    return held == 0 && count < width ? bytes : nil
  }
}
