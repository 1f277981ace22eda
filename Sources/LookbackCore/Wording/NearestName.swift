/// Finds the name that somebody probably meant.
package enum NearestName {
  /// Returns the nearest of the names; nil if more than a third of the letters is changed, swapped or missing.
  package static func suggestion(for name: String, among names: some Sequence<String>) -> String? {
    guard name.utf8.count <= 400, name.count <= 100 else { return nil }
    let wanted = Array(name.lowercased().unicodeScalars)
    var limit = max(1, name.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in names where candidate.utf8.count <= 400 {
      let letters = Array(candidate.lowercased().unicodeScalars)
      guard let distance = distance(wanted, letters, limit: limit) else { continue }
      if let best, (best.distance, best.name) < (distance, candidate) { continue }
      best = (candidate, distance)
      // A name that differs more than the nearest so far need not be compared to its end.
      limit = distance
    }
    return best?.name
  }

  /// Returns the number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); nil
  /// if it is more than `limit`. Only cells at most `limit` from the diagonal are computed, so a pair costs its length
  /// times `limit`.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit, !a.isEmpty, !b.isEmpty else { return nil }
    let far = limit + 1
    var (older, old) = ([Int](repeating: far, count: b.count + 1), (0...b.count).map { min($0, far) })
    var row = older
    for i in 1...a.count {
      let columns = max(1, i - limit)...min(b.count, i + limit)
      row[columns.lowerBound - 1] = columns.lowerBound == 1 ? min(i, far) : far
      var least = row[columns.lowerBound - 1]
      for j in columns {
        var best = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, older[j - 2] + 1) }
        row[j] = min(best, far)
        least = min(least, row[j])
      }
      guard least <= limit else { return nil }
      if columns.upperBound < b.count { row[columns.upperBound + 1] = far }
      (older, old, row) = (old, row, older)
    }
    return old[b.count] <= limit ? old[b.count] : nil
  }
}
