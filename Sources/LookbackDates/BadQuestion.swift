/// Why a question has no answer: what was found, what was expected, what to do.
package struct BadQuestion: Error, Hashable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
