import LookbackCore

extension WorkflowReader {
  /// Reads what can be checked without the older versions. `MoveCheck` compares with those.
  mutating func moves(_ node: SourceNode) -> Moves? {
    guard let keys = log.keys(of: node, as: .moves) else { return nil }
    let from = versions(log.required("from", of: keys, in: "`moves`"))
    let states = pairs(keys["states"], "`states` of `moves`") { reader, node in reader.stateName(node, "a state") }
    let clocks = pairs(keys["clocks"], "`clocks` of `moves`") { reader, node in
      reader.log.choice(node, "what happens to a clock", of: Moves.ClockMove.self)
    }
    let data = pairs(keys["data"], "`data` of `moves`") { reader, node in reader.ownField(node) }
    checkDistinct(data, keys["data"])
    let clear = log.texts(keys["clear"], "`clear`").map(\.text)
    for (name, entry) in keys["data"]?.pairs?.map({ ($0.key.text ?? "", $0.key) }) ?? [] where clear.contains(name) {
      log.error("bad-move", "`\(name)` is both renamed and given up: remove one", at: entry.location)
    }
    return Moves(from: from, states: states, clocks: clocks, data: data, clear: clear)
  }

  /// The most versions that may be named, since each is compared with this one.
  private static let mostVersions = 100

  private mutating func versions(_ node: SourceNode?) -> [Int] {
    guard let node else { return [] }
    let items = node.items ?? [node]
    if items.isEmpty { log.error("missing-key", "`from` names no version: add one", at: node.location) }
    guard items.count <= Self.mostVersions else {
      log.error("too-many", "\(items.count) versions under `from`: at most \(Self.mostVersions)", at: node.location)
      return []
    }
    let own = outline.reference.version
    var versions: [Int] = []
    for item in items {
      guard let version = log.count(item, "a version", in: 1...Int(Int32.max)) else { continue }
      if versions.contains(version) {
        log.error("bad-move", "version \(version) is named twice: remove one", at: item.location)
      } else if version < own {
        versions.append(version)
      } else {
        log.error("bad-move", "cases move from an older version than \(own): found \(version)", at: item.location)
      }
    }
    return versions
  }

  private mutating func ownField(_ node: SourceNode) -> String? {
    guard let text = log.text(node, "a field") else { return nil }
    return named(
      "unknown-field", "field", text, among: names.fields.map(\.name) + names.brokenFields.sorted(), at: node.location)
  }

  /// Reports two fields that would become one.
  private mutating func checkDistinct(_ data: [String: String], _ node: SourceNode?) {
    var seen: Set<String> = []
    for (_, value) in node?.pairs ?? [] {
      guard let text = value.text, data.values.contains(text), !seen.insert(text).inserted else { continue }
      log.error("bad-move", "another field already becomes `\(text)`: name another one", at: value.location)
    }
  }

  private mutating func pairs<Value>(
    _ node: SourceNode?, _ what: String, _ read: (inout WorkflowReader, SourceNode) -> Value?
  ) -> [String: Value] {
    var found: [String: Value] = [:]
    for (key, value) in log.pairs(node, what) {
      guard let name = log.text(key, "a name"), let value = read(&self, value) else { continue }
      found[name] = value
    }
    return found
  }
}
