/// A map from names, kept in the order of their UTF-8 bytes: it is small, and stored and read in that order.
///
/// Inlinable, since other modules would otherwise look up its types at run time for each case that they read.
package struct NameMap<Value> {
  package struct Element {
    package let key: String
    package var value: Value

    @inlinable init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// In the order of their names.
  @inlinable package var entries: [Element] { elements }
  @usableFromInline var elements: [Element] = []

  @inlinable package init() {}

  /// Nil where the name is unknown; setting nil takes it out. A name that Unicode spells in two ways is one name, and
  /// keeps the spelling it came with.
  @inlinable package subscript(name: String) -> Value? {
    get { place(of: name).map { elements[$0].value } }
    _modify {
      // The only owner of the value is the one who changes it, so that nothing in it is copied.
      let old = place(of: name).map { (place: $0, element: elements.remove(at: $0)) }
      var value = old?.element.value
      defer {
        if let value {
          elements.insert(Element(key: old?.element.key ?? name, value: value), at: old?.place ?? slot(for: name))
        }
      }
      yield &value
    }
  }

  /// Adds a name that comes after all others, as they are read; false, and nothing is added, if it does not, or if it
  /// is there in another spelling.
  @inlinable package mutating func append(_ name: String, _ value: Value) -> Bool {
    guard elements.isEmpty || elements[elements.count - 1].key.precedes(name), place(of: name) == nil else {
      return false
    }
    elements.append(Element(key: name, value: value))
    return true
  }

  @inlinable package var isEmpty: Bool { elements.isEmpty }

  /// Names are few: to compare them one after another is faster than to look them up by a hash.
  @inlinable func place(of name: String) -> Int? { elements.indices.first { elements[$0].key == name } }

  /// Where the first name stands that does not come before this one.
  @inlinable func slot(for name: String) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].key.precedes(name) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension NameMap.Element: Equatable where Value: Equatable {}
extension NameMap.Element: Hashable where Value: Hashable {}
extension NameMap.Element: Sendable where Value: Sendable {}
extension NameMap: Equatable where Value: Equatable {}
extension NameMap: Hashable where Value: Hashable {}
extension NameMap: Sendable where Value: Sendable {}

extension String {
  /// The order of UTF-8 bytes: the same in every language and version, unlike the order of characters.
  @inlinable package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
