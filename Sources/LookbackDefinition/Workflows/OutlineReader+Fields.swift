import LookbackCore

extension OutlineReader {
  static let types = ["text", "bool", "int", "double", "date", "person", "unit", "case", "choice", "list"]
  /// The words that guards cannot use as names.
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop",
    "namespace", "null", "package", "reason", "return", "true", "var", "void", "while",
  ]
  private static let defaultTextLimit = 1_000
  private static let largestTextLimit = 100_000

  mutating func fields(_ node: SourceNode?) -> [Field] {
    var fields: [Field] = []
    for (key, value) in log.pairs(node, "data") {
      guard let name = fieldName(key), let field = field(name, value) else { continue }
      fields.append(field)
    }
    return fields
  }

  private mutating func fieldName(_ key: SourceNode) -> String? {
    guard let text = log.text(key, "a field's name") else { return nil }
    if Self.reserved.contains(text) {
      log.error("reserved-name", "`\(text)` is reserved: name the field otherwise", at: key.location)
      return nil
    }
    let letters = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    if letters, text.count <= 64, text.first?.isNumber == false { return text }
    log.error("bad-name", "`\(text)` is no field name: use small letters, digits and _", at: key.location)
    return nil
  }

  private mutating func field(_ name: String, _ node: SourceNode) -> Field? {
    guard let keys = log.keys(of: node, as: .field),
      let typeNode = log.required("type", of: keys, in: "the field `\(name)`"),
      let word = log.text(typeNode, "a type"), let type = type(word, keys, at: typeNode.location)
    else { return nil }
    let isUnique = log.bool(keys["unique"], "`unique`")
    if isUnique, !type.isScalarText, let place = keys["unique"]?.location {
      log.error("misplaced-key", "only a text, person, unit or whole number can be `unique`", at: place)
    }
    if isUnique, let max = keys["max"] { _ = log.count(max, "`max` of a unique text", in: 1...UniqueValue.limit) }
    return Field(
      name: name, type: type, title: log.title(keys["title"], "a title"),
      isRequired: log.bool(keys["required"], "`required`"), isUnique: isUnique)
  }

  private mutating func type(_ word: String, _ keys: KeyedValues, at place: SourceLocation) -> FieldType? {
    if word != "text", keys["of"]?.text != "text", let max = keys["max"] {
      log.error("misplaced-key", "`max` is for texts only", at: max.location)
    }
    if word != "choice", word != "list", let of = keys["of"] {
      log.error("misplaced-key", "`of` is for choices and lists only", at: of.location)
    }
    switch word {
    case "text":
      return boundedText(keys)
    case "choice": return choice(keys)
    case "list": return list(keys)
    default:
      if let type = Self.plain(word) { return type }
      log.unknown("unknown-type", "type", word, among: Self.types, at: place)
      return nil
    }
  }

  private mutating func boundedText(_ keys: KeyedValues) -> FieldType {
    let max = keys["max"].flatMap { log.count($0, "`max`", in: 1...Self.largestTextLimit) }
    return .text(max: max ?? Self.defaultTextLimit)
  }

  private static func plain(_ word: String) -> FieldType? {
    switch word {
    case "bool": .bool
    case "int": .int
    case "double": .double
    case "date": .date
    case "person": .person
    case "unit": .unit
    case "case": .case
    default: nil
    }
  }

  private mutating func choice(_ keys: KeyedValues) -> FieldType? {
    guard let node = log.required("of", of: keys, in: "a choice"), let text = log.text(node, "`of`") else { return nil }
    let name = text.hasPrefix("classes/") ? String(text.dropFirst("classes/".count)) : text
    if let scheme = schemes[name], text != name { return .choice(scheme) }
    log.unknown(
      "unknown-scheme", "classification scheme", text, among: schemes.keys.sorted().map { "classes/\($0)" },
      at: node.location)
    return nil
  }

  private mutating func list(_ keys: KeyedValues) -> FieldType? {
    guard let node = log.required("of", of: keys, in: "a list"), let word = log.text(node, "`of`") else { return nil }
    if word == "text" { return .list(boundedText(keys)) }
    if let type = Self.plain(word) { return .list(type) }
    log.unknown(
      "unknown-type", "type", word, among: Self.types.filter { $0 != "list" && $0 != "choice" }, at: node.location)
    return nil
  }
}

extension FieldType {
  fileprivate var isScalarText: Bool {
    switch self {
    case .text, .person, .unit, .int: true
    case .bool, .double, .date, .case, .choice, .list: false
    }
  }
}
