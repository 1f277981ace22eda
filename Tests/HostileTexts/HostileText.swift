/// A text made to cost its reader more than it is worth; nothing in it is secret, only large, deep, odd or repeated.
package struct HostileText: Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// A workflow, calendar or scheme.
    case definition
    case scenarios
    /// Lines for `lookback guard eval --jsonl`.
    case guardLines
  }

  package let kind: Kind
  package let description: String
  package let bytes: [UInt8]

  init(_ kind: Kind, _ description: String, _ bytes: [UInt8]) {
    self.kind = kind
    self.description = description
    self.bytes = bytes
  }

  init(_ description: String, _ text: String) { self.init(.definition, description, Array(text.utf8)) }

  package static var all: [HostileText] { shapes + scalars + names + guards + calendars + lines }

  /// The largest file that is read at all.
  static let room = 1 << 18

  static let head = "notation: 1\nworkflow: w\nversion: 1\ncalendar: plain\ntimezone: Asia/Shanghai\n"
  static let roles = head + "roles: {o: {post: p, of: u}}\n"

  /// As many pieces as there is room for.
  static func filled(_ start: String, _ end: String = "", with piece: (Int) -> String) -> String {
    var text = start
    var size = start.utf8.count + end.utf8.count
    var number = 0
    while true {
      let next = piece(number)
      size += next.utf8.count
      guard size <= room else { return text + end }
      text += next
      number += 1
    }
  }

  static func times(_ count: Int, _ piece: String) -> String { String(repeating: piece, count: count) }
}
