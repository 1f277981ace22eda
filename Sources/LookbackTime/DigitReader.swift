/// Reads fixed-width numbers and single ASCII characters from the front of a text.
struct DigitReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The number written in exactly that many digits, or nil without moving.
  mutating func number(digits count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + count] {
      guard let digit = Self.digit(byte) else { return nil }
      value = value * 10 + digit
    }
    position += count
    return value
  }

  /// All digits that follow, at most 18, as values 0 to 9.
  mutating func digits() -> [Int] {
    var result: [Int] = []
    while position < bytes.count, result.count < 18, let digit = Self.digit(bytes[position]) {
      result.append(digit)
      position += 1
    }
    return result
  }

  /// Moves past the character if it is next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  /// Moves past the bytes that fit, and gives them.
  mutating func take(while fits: (UInt8) -> Bool) -> [UInt8] {
    let start = position
    while position < bytes.count, fits(bytes[position]) { position += 1 }
    return Array(bytes[start..<position])
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= 48 && byte <= 57 ? Int(byte) - 48 : nil
  }
}
