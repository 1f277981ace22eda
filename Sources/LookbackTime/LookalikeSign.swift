/// A sign that looks like another, which is meant: what a Chinese keyboard gives first, and blanks that are none.
package struct LookalikeSign: Sendable, Hashable {
  package let scalar: Unicode.Scalar
  /// How many characters stand before it.
  package let offset: Int
  /// Such as `a full-width colon`.
  package let name: String
  package let chinese: String
  /// What to write instead.
  package let meant: String

  /// The first in a text.
  package static func first(in scalars: some Sequence<Unicode.Scalar>) -> LookalikeSign? {
    for (offset, scalar) in scalars.enumerated() where scalar.value >= 0x80 || scalar == "\t" {
      if let sign = LookalikeSign(scalar, at: offset) { return sign }
    }
    return nil
  }

  package init?(_ scalar: Unicode.Scalar, at offset: Int) {
    guard let (name, chinese, meant) = Self.named(scalar) else { return nil }
    self.scalar = scalar
    self.offset = offset
    self.name = name
    self.chinese = chinese
    self.meant = meant
  }

  /// `a full-width colon ：, write :`; of a blank there is nothing to show.
  package var advice: String {
    meant == " " ? "\(name) (U+\(digits)): write a plain blank" : "\(name) \(scalar): write \(meant)"
  }

  package var chineseAdvice: String {
    meant == " " ? "\(chinese)（U+\(digits)），应为普通空格" : "\(chinese) \(scalar)，应为 \(meant)"
  }

  private var digits: String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func named(_ scalar: Unicode.Scalar) -> (String, String, String)? {
    switch scalar {
    case "\t": ("a tab", "制表符", " ")
    case "\u{A0}": ("a no-break space", "不换行空格", " ")
    case "\u{3000}": ("an ideographic space", "全角空格", " ")
    case "\u{2000}"..."\u{200A}", "\u{202F}", "\u{205F}": ("a blank of another width", "特殊宽度的空格", " ")
    case "\u{200B}", "\u{2060}", "\u{FEFF}": ("a blank of no width", "零宽空格", " ")
    case "“", "”": ("a curly quote", "弯引号", "\"")
    case "‘", "’": ("a curly quote", "弯引号", "'")
    case "、": ("an enumeration comma", "顿号", ",")
    case "–", "—", "−": ("a long dash", "长横线", "-")
    case "\u{FF01}"..."\u{FF5E}": fullWidth(scalar)
    default: nil
    }
  }

  /// The full-width forms stand in the order of the plain ones.
  private static func fullWidth(_ scalar: Unicode.Scalar) -> (String, String, String)? {
    guard let plain = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
    let names: [Unicode.Scalar: (String, String)] = [
      ":": ("colon", "冒号"), ",": ("comma", "逗号"), ";": ("semicolon", "分号"), "=": ("equals sign", "等号"),
      "(": ("bracket", "括号"), ")": ("bracket", "括号"), "[": ("bracket", "括号"), "]": ("bracket", "括号"),
      "{": ("bracket", "括号"), "}": ("bracket", "括号"), "\"": ("quote", "引号"), "'": ("quote", "引号"),
    ]
    let (name, chinese) = names[plain] ?? ("sign", "字符")
    return ("a full-width \(name)", "全角\(chinese)", String(plain))
  }
}
