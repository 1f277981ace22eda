import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackTime

extension JSON {
  /// Returns who is asked to do something in a case now. `vacant` names the posts among them that nobody holds.
  /// - Parameter held: every post that somebody holds.
  static func asked(_ current: Case, in library: Library, held: Set<Post>, _ language: Language) -> [JSON] {
    var order: [[String]] = []
    var found: [[String]: [WorkItem]] = [:]
    for item in current.workItems(in: library) {
      let key = ["\(item.track.value)", item.kind]
      if found[key] == nil { order.append(key) }
      found[key, default: []].append(item)
    }
    return order.compactMap { found[$0] }.map { items in
      let vacant = items.map(\.assignee).filter { $0.isVacant(held) }
      return .members([
        "track": .int(Int64(items[0].track.value)),
        "unit": current.track(items[0].track)?.unit.map { .string($0) }, "kind": .string(items[0].kind),
        "kind_title": .string(library.workflow(items[0].workflow).title(ofWork: items[0].kind, language)),
        "asked": .texts(items.map(\.assignee.description)), "due": .date(items[0].due),
        "vacant": vacant.isEmpty ? nil : .texts(vacant.map(\.description)),
      ])
    }
  }
}

extension WorkItem.Assignee {
  fileprivate func isVacant(_ held: Set<Post>) -> Bool {
    guard case .address(.post(let post)) = self else { return false }
    return !held.contains(post)
  }
}
