import LookbackCore

extension WorkflowReader {
  mutating func roles(_ node: SourceNode?) -> [String: Role] {
    var roles: [String: Role] = [:]
    for (key, value) in log.pairs(node, "roles") {
      guard let name = log.name(key, "a role's name"), let role = role(value, name) else { continue }
      roles[name] = role
    }
    return roles
  }

  private mutating func role(_ node: SourceNode, _ name: String) -> Role? {
    guard let keys = log.keys(of: node, as: .role) else { return nil }
    if keys["title"] != nil { roleTitles[name] = log.title(keys["title"], "a title") }
    guard let post = keys["post"] else { return person(keys) }
    if let other = keys["person"] {
      log.error("misplaced-key", "a role is a post or a person: remove one", at: other.location)
    }
    guard let post = log.name(post, "a post's name"), let of = log.required("of", of: keys, in: "a post"),
      let unit = unit(of)
    else { return nil }
    return .post(post, of: unit)
  }

  private mutating func person(_ keys: KeyedValues) -> Role? {
    guard let node = keys["person"] else {
      log.error("missing-key", "a role has neither `post` nor `person`: add one", at: keys.location)
      return nil
    }
    if let of = keys["of"] {
      log.error("misplaced-key", "a person is of no unit: remove `of`, or name a `post`", at: of.location)
    }
    return path(node, "`person`", holding: "person") { $0 == .person || $0 == .list(.person) }.map { .person($0) }
  }

  /// Reads `track.unit`, a field that has units, or the code of a unit.
  mutating func unit(_ node: SourceNode) -> UnitReference? {
    guard let text = log.text(node, "a unit") else { return nil }
    if text == "track.unit" { return .trackUnit }
    guard text.hasPrefix("data.") || text.hasPrefix("case.") else { return log.name(node, "a unit").map { .unit($0) } }
    return path(node, "a unit", holding: "unit") { $0 == .unit || $0 == .list(.unit) }.map { .field($0) }
  }
}

extension FieldType {
  /// The word of the notation for this type.
  package var word: String {
    switch self {
    case .text: "text"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .date: "date"
    case .person: "person"
    case .unit: "unit"
    case .case: "case"
    case .choice: "choice"
    case .list(let element): "list of \(element.word)"
    }
  }
}
