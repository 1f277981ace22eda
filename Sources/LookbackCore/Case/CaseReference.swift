/// How the case is named that a command goes to.
package enum CaseReference: Sendable, Hashable {
  /// By the command itself.
  case known
  case name(CaseName)
}

/// A case as somebody writes it: by its number, or by the value of a unique field. `id:` or `number:` before it says that it
/// can only be the one or the other. A case's own number always means it.
package struct CaseName: Sendable, Hashable, CustomStringConvertible {
  /// As it was written.
  package let description: String
  /// The number that it may mean; nil where it is written otherwise than numbers of cases are printed.
  package let number: CaseID?
  /// The business number that it may mean.
  package let value: String?

  package init(_ text: String) {
    description = text
    if text.hasPrefix("id:") {
      number = Int64(text.dropFirst(3)).map { CaseID($0) }
      value = nil
    } else if text.hasPrefix("number:") {
      number = nil
      value = String(text.dropFirst(7))
    } else {
      number = Self.number(printedAs: text)
      value = text
    }
  }

  /// The number of a case that is printed like this; nil for any other text, such as `007`.
  package static func number(printedAs text: String) -> CaseID? {
    Int64(text).flatMap { String($0) == text ? CaseID($0) : nil }
  }

  /// The rest follows from what was written.
  package static func == (left: CaseName, right: CaseName) -> Bool { left.description == right.description }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }

  /// What stands for the case in queues until it is known: the same for the same name, and the number of no case.
  package var placeholder: CaseID {
    if let number { return number }
    let hash = description.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return CaseID(Int64(bitPattern: hash | 1 << 63))
  }
}
