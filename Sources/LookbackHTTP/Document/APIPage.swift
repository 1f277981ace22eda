import LookbackJSON
package import LookbackTime

/// The generated part of the reference page of the API: every address of the route table, and the forms that stand in
/// many of them.
package struct APIPage: Sendable {
  private let language: Language

  package init(language: Language) { self.language = language }

  private var words: PageWords { PageWords(language: language) }
  private var shapes: ShapeWords { ShapeWords(language: language) }

  package var heading: String { "## \(words.addresses)" }

  package var text: String {
    let sections = RouteSection.allCases.map { section in
      "### \(section.title(in: language))\n\n"
        + RouteShape.all.filter { $0.section == section }.map(address).joined(separator: "\n")
    }
    let forms = SchemaWriter.names.map { name, shape in
      "### \(name)\n\n" + table(words.keys, rows(of: shape, under: ""))
    }
    return "\(heading)\n\n\(sections.joined(separator: "\n"))\n## \(words.forms)\n\n\(forms.joined(separator: "\n"))"
  }

  private func address(_ shape: RouteShape) -> String {
    let blocks =
      [notes(shape), query(shape), body(shape), answer(shape), problems(shape)].filter { !$0.isEmpty }
    return "#### `\(shape.method.rawValue) \(shape.template)`\n\n" + blocks.joined(separator: "\n")
  }

  private func notes(_ shape: RouteShape) -> String {
    let notes = [
      shape.summary(in: language), shape.isOpen ? words.open : "",
      shape.isForAdministrators ? words.administrators : "", shape.takesKey ? words.takesKey : "",
      shape.isLong ? words.isLong : "", shape.takesMatch ? words.takesMatch : "", shape.isTagged ? words.isTagged : "",
    ]
    return notes.filter { !$0.isEmpty }.joined(separator: language == .chinese ? "" : " ") + "\n"
  }

  private func query(_ shape: RouteShape) -> String {
    shape.query.isEmpty ? "" : table(words.parameters, shape.query.map { row($0, under: "", isAnswer: false) })
  }

  private func body(_ shape: RouteShape) -> String {
    switch shape.body {
    case nil: ""
    case .either(.object(let keys), .list)?:
      "\(words.entries)\n\n" + table(words.body, rows(of: .object(keys), under: "", isAnswer: false))
    case let body?: table(words.body, rows(of: body, under: "", isAnswer: false))
    }
  }

  private func answer(_ shape: RouteShape) -> String {
    guard let answer = shape.answer else { return words.plainAnswer(shape.answers) + "\n" }
    let parts = alternatives(answer)
    let title = shape.answers == RouteShape.lines ? words.line : words.answer(shape.status)
    return parts.map { part in
      guard case .object = part, SchemaWriter.name(of: part) == nil else {
        return words.form(shapes.text(part)) + "\n"
      }
      return table(title, rows(of: part, under: ""))
    }.joined(separator: "\n")
  }

  private func problems(_ shape: RouteShape) -> String {
    let common = RouteShape.commonCodes
    let own = shape.codes.subtracting(common).sorted()
    guard !own.isEmpty else { return "" }
    return words.problems + own.map { "`\($0)`" }.joined(separator: words.comma)
      + (language == .chinese ? "。\n" : ".\n")
  }

  // MARK: - Tables

  private func table(_ head: String, _ rows: [String]) -> String {
    "\(head)\n|---|---|---|\n\(rows.joined(separator: "\n"))\n"
  }

  /// One line for each key, and after it those of the object or list under it, unless that has a form of its own.
  private func rows(of shape: JSONShape, under prefix: String, isAnswer: Bool = true) -> [String] {
    guard case .object(let keys) = shape else { return [] }
    return keys.flatMap { key in
      [row(key, under: prefix, isAnswer: isAnswer)]
        + alternatives(key.shape).flatMap { nested($0, "\(prefix)\(key.name)", isAnswer) }
    }
  }

  private func nested(_ shape: JSONShape, _ prefix: String, _ isAnswer: Bool) -> [String] {
    guard SchemaWriter.name(of: shape) == nil || !isAnswer else { return [] }
    switch shape {
    case .object: return rows(of: shape, under: "\(prefix).", isAnswer: isAnswer)
    case .list(let element, _):
      return alternatives(element).flatMap { nested($0, "\(prefix)[]", isAnswer) }
    default: return []
    }
  }

  private func row(_ key: JSONKey, under prefix: String, isAnswer: Bool) -> String {
    let note = isAnswer ? (key.isNeeded ? "" : words.optional) : (key.isNeeded ? words.needed : "")
    let meaning = [KeyWords.text(key.name, in: language) ?? "", note].filter { !$0.isEmpty }
    return "| `\(prefix)\(key.name)` | \(shapes.text(key.shape)) | "
      + meaning.joined(separator: language == .chinese ? "；" : "; ") + " |"
  }

  private func alternatives(_ shape: JSONShape) -> [JSONShape] {
    guard case .either(let first, let second) = shape else { return [shape] }
    return alternatives(first) + alternatives(second)
  }
}

extension RouteShape {
  /// The codes that every address may answer with; the page names them once.
  package static let commonCodes: Set<String> = [
    "malformed", "too-slow", "too-large", "head-too-large", "other-content", "unavailable", "failure", "not-accepted",
    "unknown-caller",
    "unknown-person", "administrators-only", "unknown-outcome", "header-not-taken",
  ]
}
