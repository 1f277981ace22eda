/// Finds the name somebody probably meant.
package enum NearestName {
  /// The nearest of the names if it is near enough to be a slip: a third of the letters changed, moved or missing.
  package static func suggestion(for name: String, among names: some Sequence<String>) -> String? {
    guard name.count <= 100 else { return nil }
    let limit = max(1, name.count / 3)
    let near = names.map { (name: $0, distance: distance(name, $0, limit: limit)) }.filter { $0.distance <= limit }
    return near.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
    let a = Array(left.lowercased())
    let b = Array(right.lowercased())
    guard abs(a.count - b.count) <= limit, !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var rows = [Array(0...b.count)]
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let substitution = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
