/// Numbers as Chinese texts write them: full-width digits and numerals, read only to say what should be written.
enum ChineseNumber {
  private static let numerals: [Character: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let powers: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

  static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber || fullWidth(character) != nil || numerals[character] != nil
      || powers[character] != nil
  }

  /// The number; nil if it is no number or does not fit.
  static func value(_ text: Substring) -> Int? {
    let plain = text.map { fullWidth($0) ?? $0 }
    if plain.allSatisfy({ $0.isASCII }) { return Int(String(plain)) }
    var sum = 0
    var digit: Int?
    for character in plain {
      if let power = powers[character] {
        sum += (digit ?? 1) * power
        digit = nil
      } else if let value = numerals[character], digit == nil || digit == 0 {
        digit = value
      } else {
        return nil
      }
    }
    return sum + (digit ?? 0)
  }

  private static func fullWidth(_ character: Character) -> Character? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      (0xFF10...0xFF19).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFF10 + 48)
    else { return nil }
    return Character(ascii)
  }
}
