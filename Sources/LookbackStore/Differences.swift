import LookbackCore

/// What names one row of the worklists beside its case.
private struct WorkItemKey: Hashable {
  let track: TrackID
  let kind: String
  let assignee: WorkItem.Assignee

  init(_ item: WorkItem) { (track, kind, assignee) = (item.track, item.kind, item.assignee) }
}

extension [WorkItem] {
  /// One row for each person or post, track and kind.
  var distinctByPerson: [WorkItem] {
    guard count > 1 else { return self }
    var seen: Set<WorkItemKey> = []
    return filter { seen.insert(WorkItemKey($0)).inserted }
  }
}

extension Array where Element: Hashable {
  /// Its elements without those of another, each once. Most cases have few timers and work items: those are compared one
  /// by one, which costs less than their hashes.
  func lacking(_ other: [Element]) -> [Element] {
    if count <= 8 && other.count <= 8 {
      var found: [Element] = []
      for element in self where !other.contains(element) && !found.contains(element) { found.append(element) }
      return found
    }
    var seen = Set(other)
    return filter { seen.insert($0).inserted }
  }
}
