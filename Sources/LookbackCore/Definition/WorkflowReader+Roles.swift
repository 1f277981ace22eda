extension WorkflowReader {
  mutating func roles(_ node: SourceNode?) -> [String: Role] {
    var roles: [String: Role] = [:]
    for (key, value) in log.pairs(node, "roles") {
      guard let name = log.name(key, "a role's name"), let role = role(value) else { continue }
      roles[name] = role
    }
    return roles
  }

  private mutating func role(_ node: SourceNode) -> Role? {
    guard let keys = log.keys(of: node, allowed: ["post", "of", "person", "title"], in: "a role") else { return nil }
    _ = log.label(keys["title"], "a title")
    guard let post = keys["post"] else { return person(keys) }
    if let other = keys["person"] {
      log.error("misplaced-key", "a role is a post or a person: remove one", at: other.location)
    }
    guard let name = log.name(post, "a post's name"), let of = log.required("of", of: keys, in: "a post"),
      let unit = unit(of)
    else { return nil }
    return .post(name, of: unit)
  }

  private mutating func person(_ keys: KeyedValues) -> Role? {
    guard let node = keys["person"] else {
      log.error("missing-key", "a role has neither `post` nor `person`: add one", at: keys.location)
      return nil
    }
    guard let (path, type) = path(node, "`person`") else { return nil }
    guard type == .person || type == .list(.person) else {
      log.error("wrong-type", "\(path) holds no person: its type is \(type.word)", at: node.location)
      return nil
    }
    return .person(path)
  }

  /// `track.unit`, a field that holds units, or a unit's code.
  mutating func unit(_ node: SourceNode) -> UnitReference? {
    guard let text = log.text(node, "a unit") else { return nil }
    if text == "track.unit" { return .trackUnit }
    guard text.hasPrefix("data.") || text.hasPrefix("case.") else { return log.name(node, "a unit").map { .unit($0) } }
    guard let (path, type) = path(text, at: node.location) else { return nil }
    guard type == .unit || type == .list(.unit) else {
      log.error("wrong-type", "\(path) holds no unit: its type is \(type.word)", at: node.location)
      return nil
    }
    return .field(path)
  }
}

extension FieldType {
  /// The word of the notation.
  package var word: String {
    switch self {
    case .text: "text"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .date: "date"
    case .person: "person"
    case .unit: "unit"
    case .choice: "choice"
    case .list(let element): "list of \(element.word)"
    }
  }
}
