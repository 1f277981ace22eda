/// Relative links that lead somewhere, and translations that say as much as the original.
enum MarkdownCheck {
  static func brokenLinks(in files: [SourceFile], exists: (String) -> Bool) -> [Violation] {
    files.flatMap { file in
      file.lines.enumerated().flatMap { index, line in
        targets(in: line).compactMap { target in
          problem(with: target, in: file, exists).map { file.violation(index + 1, $0) }
        }
      }
    }
  }

  /// Compares the levels of the headings, in order.
  static func differentHeadings(_ original: SourceFile, _ translation: SourceFile) -> [Violation] {
    let (expected, found) = (headings(of: original).map(\.level), headings(of: translation).map(\.level))
    guard expected != found else { return [] }
    return [
      translation.violation(
        "\(found.count) headings of levels \(found), but \(original.path) has \(expected.count) of levels \(expected)")
    ]
  }

  /// Compares what stands between fences, line by line. Comments may be translated, and so may the article that a `law:`
  /// names; of a console only what is typed is compared, in whatever language the answer is.
  static func differentBlocks(_ original: SourceFile, _ translation: SourceFile) -> [Violation] {
    let (expected, found) = (blocks(of: original), blocks(of: translation))
    guard expected.count == found.count else {
      return [
        translation.violation("\(found.count) blocks of code, but \(original.path) has \(expected.count)")
      ]
    }
    return zip(expected, found).compactMap { expected, found in
      guard expected.lines != found.lines else { return nil }
      return translation.violation(
        found.line, "the block differs from that of line \(expected.line) of \(original.path)")
    }
  }

  private static func blocks(of file: SourceFile) -> [(line: Int, lines: [String])] {
    var found: [(line: Int, lines: [String])] = []
    var language: Substring?
    for (index, line) in file.lines.enumerated() {
      if line.hasPrefix("```") {
        if language == nil { found.append((index + 1, [String(line)])) }
        language = language == nil ? line.dropFirst(3) : nil
      } else if let language, language != "console" || line.hasPrefix("$ ") {
        found[found.count - 1].lines.append(settled(line))
      }
    }
    return found
  }

  private static func settled(_ line: Substring) -> String {
    String(
      line.replacing(#/(?:^| {2,})# .*$/#, with: "#").replacing(#/^ *law: .*$/#, with: "law")
        .replacing(#/ --lang [a-z]+$/#, with: ""))
  }

  static func headings(of file: SourceFile) -> [(level: Int, text: String)] {
    var isCode = false
    return file.lines.compactMap { line in
      if line.hasPrefix("```") { isCode.toggle() }
      let level = line.prefix { $0 == "#" }.count
      guard !isCode, level > 0, line.dropFirst(level).hasPrefix(" ") else { return nil }
      return (level, line.dropFirst(level + 1).trimming(" "))
    }
  }

  private static func problem(with target: String, in file: SourceFile, _ exists: (String) -> Bool) -> String? {
    if target.contains("://") || target.hasPrefix("mailto:") { return nil }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    if let path = parts.first, !path.isEmpty {
      let folder = file.path.split(separator: "/").dropLast().map(String.init)
      let whole = resolve(folder + path.split(separator: "/").map(String.init))
      return exists(whole) ? nil : "the link to \(target) leads nowhere: \(whole) does not exist"
    }
    let anchors = headings(of: file).map { anchor(of: $0.text) }
    let wanted = parts.count > 1 ? String(parts[1]) : ""
    return anchors.contains(wanted) ? nil : "the link to \(target) leads nowhere: no such heading"
  }

  private static func targets(in line: Substring) -> [String] {
    line.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.1) }
  }

  private static func resolve(_ parts: [String]) -> String {
    parts.reduce(into: [String]()) { path, part in
      if part == ".." { _ = path.popLast() } else if part != "." { path.append(part) }
    }.joined(separator: "/")
  }

  /// As code hosts make it: lower case, spaces to hyphens, punctuation dropped.
  static func anchor(of heading: String) -> String {
    String(
      heading.lowercased().compactMap { letter in
        if letter == " " { return "-" }
        return letter.isLetter || letter.isNumber || letter == "-" || letter == "_" ? letter : nil
      })
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    var rest = self
    while rest.last == character { rest.removeLast() }
    return String(rest.drop { $0 == character })
  }
}
