/// The candidate that a mistyped name most likely meant: at most two edits, or a third of its length, away.
package func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
  let limit = max(2, name.count / 3)
  let scored = candidates.map { (name: $0, distance: editDistance(Array(name), Array($0))) }
  return scored.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
}

/// Levenshtein distance, by rows.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let replaced = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[right.count]
}
