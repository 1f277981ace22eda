/// A text that must not be seen in logs, errors or dumps.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text itself; hand it on, never print it.
  package let revealed: String

  package init(_ text: String) { revealed = text }

  package var description: String { "(hidden)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
