/// How a command refers to its case.
package enum CaseReference: Sendable, Hashable {
  /// The target of the command is the case.
  case known
  case name(CaseName)
}

/// A case as a person writes it: by its number, or by the value of a unique field. The prefix `id:` or `number:` allows
/// only the one or the other. A case's own number always means that case.
package struct CaseName: Sendable, Hashable, CustomStringConvertible {
  /// The text as it was written.
  package let description: String
  /// The case number that the text can mean; nil if case numbers are not printed like this.
  package let number: CaseID?
  /// The value of a unique field that the text can mean; nil if it can only be a case number.
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

  /// The case number that is printed exactly like this text; nil for any other text, such as `007`.
  package static func number(printedAs text: String) -> CaseID? {
    Int64(text).flatMap { String($0) == text ? CaseID($0) : nil }
  }

  /// Compares what was written, since everything else follows from it.
  package static func == (left: CaseName, right: CaseName) -> Bool { left.description == right.description }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }

  /// The number under which commands for this name wait in the queue. It is the same for the same name, and negative
  /// unless the name looks like a case number.
  package var placeholder: CaseID {
    if let number { return number }
    let hash = description.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return CaseID(Int64(bitPattern: hash | 1 << 63))
  }
}
