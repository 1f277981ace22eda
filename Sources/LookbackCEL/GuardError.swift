import LookbackText

/// Something wrong in a guard's text, at a place in it.
package struct GuardError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case syntax = "cel-syntax"
    case unknownName = "cel-unknown-name"
    case type = "cel-type"
    case cost = "cel-cost"
    case notSupported = "cel-not-supported"
  }
  package let code: Code
  package let message: String
  /// Unicode scalars from the start of the text.
  package let offset: Int

  package init(_ code: Code, _ message: String, at offset: Int) {
    self.code = code
    self.message = message
    self.offset = offset
  }
  package var description: String { message }

  /// What is CEL, but not in the subset, and what to write instead.
  static func outside(_ what: String, _ instead: String, at offset: Int) -> GuardError {
    GuardError(.notSupported, "not part of Lookback's guards: \(what); \(instead)", at: offset)
  }
}

/// Everything wrong in a guard's text; at least one error.
package struct GuardErrors: Error, Hashable, Sendable, CustomStringConvertible {
  package let errors: [GuardError]
  package init(_ errors: [GuardError]) { self.errors = errors }
  package var description: String { errors.map(\.message).joined(separator: "; ") }

  /// The line of the text where the first error stands, with a caret under the place.
  package func pointed(in source: String) -> String {
    guard let first = errors.first else { return "" }
    let before = source.unicodeScalars.prefix(first.offset)
    let start = before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex
    let line = source.unicodeScalars[start...].prefix { $0 != "\n" }
    let indent = before[start...].map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }
    return "\(Substring(line))\n\(indent.joined())^"
  }
}

/// A guard could not be answered with the values there are; names what was missing.
package struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
  package let message: String
  package init(_ message: String) { self.message = message }
  package var description: String { message }
}
