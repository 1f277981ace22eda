extension Array where Element: Hashable {
  /// Its elements without those that stand before already. A few are compared one by one, which costs less than their
  /// hashes.
  var eachOnce: [Element] {
    guard count > 1 else { return self }
    guard count > 8 else { return indices.filter { !self[..<$0].contains(self[$0]) }.map { self[$0] } }
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
