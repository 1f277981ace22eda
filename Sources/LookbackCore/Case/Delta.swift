/// The difference between two sets of rows.
package struct Delta<Row: Hashable & Sendable>: Hashable, Sendable {
  package var removed: [Row]
  package var added: [Row]

  package init(removed: [Row] = [], added: [Row] = []) {
    self.removed = removed
    self.added = added
  }

  /// The difference that leads from `before` to `now`.
  package init(from before: [Row], to now: [Row]) {
    removed = before.lacking(now)
    added = now.lacking(before)
  }

  package var isEmpty: Bool { removed.isEmpty && added.isEmpty }

  /// Both changes in one. A row that the first adds and the second removes is in neither, and the other way round.
  package func followed(by next: Delta) -> Delta {
    if isEmpty { return next }
    if next.isEmpty { return self }
    return Delta(
      removed: removed.lacking(next.added) + next.removed.lacking(added),
      added: added.lacking(next.removed) + next.added.lacking(removed))
  }
}

extension Array where Element: Hashable {
  /// The elements that `other` does not have, without repetitions. Most cases have few timers and work items: a few
  /// elements are compared one by one, which is faster than hashing them.
  fileprivate func lacking(_ other: [Element]) -> [Element] {
    if count <= 8 && other.count <= 8 {
      var found: [Element] = []
      for element in self where !other.contains(element) && !found.contains(element) { found.append(element) }
      return found
    }
    var seen = Set(other)
    return filter { seen.insert($0).inserted }
  }
}
