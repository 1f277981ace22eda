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
  /// Characters from the start of the text.
  package let offset: Int

  package init(_ code: Code, _ message: String, at offset: Int) {
    self.code = code
    self.message = message
    self.offset = offset
  }
  package var description: String { message }
}

/// Everything wrong in a guard's text; at least one error.
package struct GuardErrors: Error, Hashable, Sendable, CustomStringConvertible {
  package let errors: [GuardError]
  package init(_ errors: [GuardError]) { self.errors = errors }
  package var description: String { errors.map(\.message).joined(separator: "; ") }
}

/// A guard could not be answered with the values there are; names what was missing.
package struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
  package let message: String
  package init(_ message: String) { self.message = message }
  package var description: String { message }
}
