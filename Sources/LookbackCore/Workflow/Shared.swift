/// A value behind one reference: passing it on costs one retain, however much it holds.
///
/// Meant for what is read far more often than it is made, such as definitions: a change makes a new copy.
struct Shared<Value: Sendable & Hashable>: Sendable, Hashable {
  private final class Storage: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private var storage: Storage

  init(_ value: Value) { storage = Storage(value) }

  var value: Value { storage.value }

  mutating func change(_ change: (inout Value) -> Void) {
    var changed = value
    change(&changed)
    storage = Storage(changed)
  }

  static func == (one: Self, other: Self) -> Bool { one.storage === other.storage || one.value == other.value }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
