extension Array where Element: Hashable {
  /// The elements without repetitions, in their order. A few elements are compared one by one, which is faster than
  /// hashing them.
  package var eachOnce: [Element] {
    guard count > 1 else { return self }
    guard count > 8 else {
      var once: [Element] = []
      for element in self where !once.contains(element) { once.append(element) }
      return once
    }
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
