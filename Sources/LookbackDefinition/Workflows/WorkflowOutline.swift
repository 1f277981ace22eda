import LookbackCore

/// The part of a definition to which others refer: its name, its fields, its roles and what its tracks run.
package struct WorkflowOutline {
  package let file: String
  let root: SourceNode
  package let keys: KeyedValues
  let reference: WorkflowReference
  let title: Label
  let fields: [Field]
  /// The names under `data` whose definition is wrong. A reference to them is not reported as an error.
  let brokenFields: Set<String>
  let roles: [String]
  /// The names of the workflows that its tracks run.
  let runs: Set<String>
}

/// Reads outlines. What it finds wrong is in its log.
struct OutlineReader {
  let schemes: [String: ClassScheme]
  var log: DiagnosticLog

  init(file: String, schemes: [String: ClassScheme]) {
    self.schemes = schemes
    log = DiagnosticLog(file: file)
  }

  /// Reads an outline; nil if not even the name can be read.
  mutating func outline(of root: SourceNode) -> WorkflowOutline? {
    guard let keys = log.keys(of: root, as: .workflow), isBounded(keys) else { return nil }
    log.checkNotation(keys)
    let name = log.required("workflow", of: keys, in: "the file").flatMap { workflowName($0) }
    let version = log.required("version", of: keys, in: "the file").flatMap {
      log.count($0, "a version", in: 1...Int(Int32.max))
    }
    let title = log.title(keys["title"], "a title")
    let fields = fields(keys["data"])
    guard let name else { return nil }
    return WorkflowOutline(
      file: log.file, root: root, keys: keys, reference: WorkflowReference(name: name, version: version ?? 1),
      title: title, fields: fields,
      brokenFields: Set(keys["data"]?.pairs?.compactMap { $0.key.text } ?? []).subtracting(fields.map(\.name)),
      roles: keys["roles"]?.pairs?.compactMap { $0.key.text } ?? [],
      runs: Self.runs(keys["states"]))
  }

  /// The most entries that a definition may have under each key, so that a hostile one is refused before it costs much.
  package static let limits = [
    "data": 300, "roles": 200, "clocks": 100, "states": 500, "anywhere": 100, "events": 2_000,
  ]

  private mutating func isBounded(_ keys: KeyedValues) -> Bool {
    var counts: [(name: String, count: Int, place: SourceLocation)] = []
    for name in ["data", "roles", "clocks", "states", "anywhere"] {
      guard let node = keys[name] else { continue }
      counts.append((name, node.pairs?.count ?? 0, node.location))
    }
    let events = keys["states"]?.pairs?.reduce(0) { $0 + ($1.value["events"]?.pairs?.count ?? 0) } ?? 0
    counts.append(("events", events, keys["states"]?.location ?? keys.location))
    let over = counts.filter { $0.count > Self.limits[$0.name, default: .max] }
    for (name, count, place) in over {
      let limit = Self.limits[name, default: 0]
      log.error("too-many", "\(count) entries under `\(name)`: at most \(limit), split the workflow", at: place)
    }
    return over.isEmpty
  }

  private mutating func workflowName(_ node: SourceNode) -> String? {
    guard let text = log.text(node, "a workflow's name") else { return nil }
    let fits = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    if fits, text.count <= 64, text.first?.isLetter == true { return text }
    log.error("bad-name", "`\(text)` is no workflow name: use small letters, digits and -", at: node.location)
    return nil
  }

  private static func runs(_ states: SourceNode?) -> Set<String> {
    let rules = states?.pairs?.flatMap { $0.value["tracks"]?.items ?? [] } ?? []
    return Set(rules.compactMap { $0["run"]?.text })
  }
}
