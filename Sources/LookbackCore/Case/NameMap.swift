/// A small map from names to values, in the order of the names' UTF-8 bytes, in which it is also stored and read.
package struct NameMap<Value> {
  package struct Element {
    package let key: String
    package var value: Value

    init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// The entries in the order of their names.
  package private(set) var entries: [Element] = []

  package init() {}

  /// The value of a name; nil if there is none. Setting nil removes the name. Spellings that Unicode treats as equal
  /// are one name, which keeps its first spelling.
  package subscript(name: String) -> Value? {
    get { index(of: name).map { entries[$0].value } }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.insert(Element(key: name, value: value), at: insertionIndex(for: name))
      case (nil, nil): break
      }
    }
    _modify {
      // The entry is removed while its value is changed, so that the value has one owner and is not copied.
      let old = index(of: name).map { (index: $0, element: entries.remove(at: $0)) }
      var value = old?.element.value
      defer {
        if let value {
          entries.insert(
            Element(key: old?.element.key ?? name, value: value), at: old?.index ?? insertionIndex(for: name))
        }
      }
      yield &value
    }
  }

  /// Adds a name that comes after all others, as when a stored map is read.
  /// - Returns: false, and adds nothing, if the name does not come last or exists in another spelling.
  package mutating func append(_ name: String, _ value: Value) -> Bool {
    guard entries.isEmpty || entries[entries.count - 1].key.precedes(name), index(of: name) == nil else {
      return false
    }
    if entries.isEmpty { entries.reserveCapacity(4) }
    entries.append(Element(key: name, value: value))
    return true
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// Maps are small, so comparing the names one by one is faster than hashing.
  func index(of name: String) -> Int? {
    for index in 0..<entries.count where entries[index].key == name { return index }
    return nil
  }

  /// The index of the first name that does not come before this one.
  func insertionIndex(for name: String) -> Int {
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
  /// Whether the text comes before `other` in the order of UTF-8 bytes. That order is the same in every language and
  /// version, unlike the order of characters.
  package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
