/// What exactly a date was counted with: a calendar's version, and the versions of the calendars it extends.
package struct CalendarEdition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// `cn-qinghai 2/5`: version 2 over version 5 of the calendar it extends. It is all that is kept, because every case
  /// that is read and written carries some, and hardly anybody asks for the parts.
  package let description: String

  package init(name: String, versions: [Int]) {
    description = "\(name) \(versions.map(String.init).joined(separator: "/"))"
  }

  package var name: String { String(description[..<Self.end(ofNameIn: description)]) }

  /// The calendar's own version first, then its parent's, and so on.
  package var versions: [Int] {
    let numbers = description[Self.end(ofNameIn: description)...].dropFirst()
    return numbers.split(separator: "/").compactMap { Int($0) }
  }

  /// The newer the greater; of two calendars by name.
  package static func < (left: CalendarEdition, right: CalendarEdition) -> Bool {
    let names = (left.name, right.name)
    if names.0 != names.1 { return names.0 < names.1 }
    return left.versions.lexicographicallyPrecedes(right.versions)
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    let end = Self.end(ofNameIn: text)
    guard end > text.startIndex, Self.areNumbers(text.utf8[end...].dropFirst()) else { return nil }
    description = text
  }

  private static func end(ofNameIn text: String) -> String.Index {
    text.utf8.lastIndex(of: UInt8(ascii: " ")) ?? text.startIndex
  }

  /// Numbers as they are printed, without a sign and without a zero before them, and a stroke between any two.
  private static func areNumbers(_ text: Substring.UTF8View) -> Bool {
    var digits = 0
    var isZero = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "/"):
        guard digits > 0 else { return false }
        (digits, isZero) = (0, false)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard !isZero, digits < mostDigits else { return false }
        isZero = digits == 0 && byte == UInt8(ascii: "0")
        digits += 1
      default: return false
      }
    }
    return digits > 0
  }

  /// So many fit into an `Int`, whatever they are.
  private static let mostDigits = 18
}
