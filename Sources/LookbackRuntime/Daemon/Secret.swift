/// A text that logs, errors and dumps must not show.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text itself, for the function that needs it; never print it.
  package let revealed: String

  package init(_ text: String) { revealed = text }

  package var description: String { "(hidden)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
