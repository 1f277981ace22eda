/// Warns of missing titles, because people would see a bare name.
extension WorkflowReader {
  /// Adds one warning for all names of the file that have no title.
  mutating func warnOfBareNames() {
    let keys = outline.keys
    var bare = ["data", "roles", "clocks", "states", "anywhere"].flatMap { untitled(keys[$0]) }
    for (_, state) in keys["states"]?.pairs ?? [] {
      bare += untitled(state["events"])
      bare += (state["approval"]?["steps"]?.items ?? []).filter { $0["title"] == nil }
    }
    bare += (keys["look back"]?.items ?? []).filter { $0["title"] == nil }
    if keys["title"] == nil, let name = keys["workflow"] { bare.append(name) }
    guard let first = bare.min(by: { $0.location < $1.location }) else { return }
    let name = first.text.map { "`\($0)`" } ?? "this"
    let others = bare.count == 1 ? "has" : "and \(bare.count - 1) more have"
    log.warning(
      "missing-label", "\(name) \(others) no title, so that people see the bare name: add title: {en: …, zh: …}",
      at: first.location)
  }

  private func untitled(_ section: SourceNode?) -> [SourceNode] {
    (section?.pairs ?? []).filter { ($0.value.items?.first ?? $0.value)["title"] == nil }.map(\.key)
  }
}
