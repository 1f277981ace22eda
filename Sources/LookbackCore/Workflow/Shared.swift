/// A value behind one reference, so that passing it on costs one retain, however large it is. A change copies the value
/// only if another holder has it, too.
struct Shared<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Exactly one value. It is an array, because the storage of an array is shared until it is written to.
  private var cell: ContiguousArray<Value>

  init(_ value: Value) { cell = [value] }

  var value: Value {
    _read { yield cell[0] }
    _modify { yield &cell[0] }
  }
}
