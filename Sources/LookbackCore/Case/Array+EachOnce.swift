extension Array where Element: Hashable {
  /// Its elements without those that stand before already. A few are compared one by one, which costs less than their
  /// hashes.
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
