/// A map from names, kept in the order of their UTF-8 bytes: it is small, and stored and read in that order.
package struct NameMap<Value> {
  package struct Element {
    package let key: String
    package var value: Value

    init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// In the order of their names.
  package private(set) var entries: [Element] = []

  package init() {}

  /// Nil where the name is unknown; setting nil takes it out. A name that Unicode spells in two ways is one name, and
  /// keeps the spelling it came with.
  package subscript(name: String) -> Value? {
    get { place(of: name).map { entries[$0].value } }
    _modify {
      // The only owner of the value is the one who changes it, so that nothing in it is copied.
      let old = place(of: name).map { (place: $0, element: entries.remove(at: $0)) }
      var value = old?.element.value
      defer {
        if let value {
          entries.insert(Element(key: old?.element.key ?? name, value: value), at: old?.place ?? slot(for: name))
        }
      }
      yield &value
    }
  }

  /// Adds a name that comes after all others, as they are read; false, and nothing is added, if it does not, or if it
  /// is there in another spelling.
  package mutating func append(_ name: String, _ value: Value) -> Bool {
    guard entries.isEmpty || entries[entries.count - 1].key.precedes(name), place(of: name) == nil else {
      return false
    }
    if entries.isEmpty { entries.reserveCapacity(4) }
    entries.append(Element(key: name, value: value))
    return true
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// Names are few: to compare them one after another is faster than to look them up by a hash.
  func place(of name: String) -> Int? {
    for place in 0..<entries.count where entries[place].key == name { return place }
    return nil
  }

  /// Where the first name stands that does not come before this one.
  func slot(for name: String) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key.precedes(name) { low = middle + 1 } else { high = middle }
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
  package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
