package import LookbackCEL

/// A field and the expression that gives its value.
package struct Assignment: Sendable, Hashable {
  package var path: ValuePath
  package var value: Guard
  package init(path: ValuePath, value: Guard) {
    self.path = path
    self.value = value
  }
}
