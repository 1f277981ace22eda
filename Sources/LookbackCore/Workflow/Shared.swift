/// A value behind one reference: passing it on costs one retain, however much it holds. A change copies it only while
/// somebody else holds it too.
struct Shared<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Exactly one; an array, because its storage is shared until it is written to.
  private var cell: ContiguousArray<Value>

  init(_ value: Value) { cell = [value] }

  var value: Value {
    _read { yield cell[0] }
    _modify { yield &cell[0] }
  }
}
