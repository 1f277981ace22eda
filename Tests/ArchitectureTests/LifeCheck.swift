import Foundation

/// The lives that `docs/architecture.md` tells, file by file: a stranger opens few files, and each of them is used by one that
/// was opened before.
struct LifeCheck {
  /// The heading under which the page lists the files.
  let heading: String
  let mostFiles: Int

  static let all = [
    LifeCheck(heading: "## The life of a command", mostFiles: 26),
    LifeCheck(heading: "## The life of a timer", mostFiles: 24),
  ]

  /// The files that a page links under the heading, in their order, each once.
  func files(in page: String) -> [String] {
    guard let start = page.range(of: heading + "\n")?.upperBound else { return [] }
    let chapter = page[start...].prefix(
      upTo: page.range(of: "\n## ", range: start..<page.endIndex)?.lowerBound ?? page.endIndex)
    var found: [String] = []
    for part in chapter.components(separatedBy: "](../").dropFirst() {
      let path = String(part.prefix { $0 != ")" })
      if !found.contains(path) { found.append(path) }
    }
    return found
  }

  func violations(in page: SourceFile, _ sources: [SourceFile]) -> [Violation] {
    let paths = files(in: page.text)
    guard !paths.isEmpty else { return [page.violation("lists no files under \(heading)")] }
    var problems: [String] = []
    if paths.count > mostFiles { problems.append("\(heading) lists \(paths.count) files, more than \(mostFiles)") }
    let texts = paths.map { path in sources.first { $0.path == path }?.text ?? "" }
    for (index, path) in paths.enumerated().dropFirst() {
      let names = Self.names(declaredIn: texts[index])
      let others = texts[..<index] + texts[(index + 1)...]
      let isUsed = others.contains { text in names.contains { text.hasWord($0) } }
      if !isUsed { problems.append("\(heading) lists \(path), which none of the others uses") }
    }
    return problems.map { page.violation($0) }
  }

  /// What a file declares that others call by name: types, functions, static members. Names of three letters and less are
  /// found everywhere, and prove nothing.
  static func names(declaredIn text: String) -> Set<String> {
    let keywords: Set<Substring> = ["func", "struct", "class", "actor", "enum", "protocol"]
    var names: Set<String> = []
    for line in text.split(separator: "\n") where !line.contains("//") {
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      for (keyword, name) in zip(words, words.dropFirst()) where keywords.contains(keyword) {
        names.insert(String(name))
      }
    }
    return names
  }
}

extension String {
  fileprivate func hasWord(_ word: String) -> Bool {
    var rest = self[...]
    while let found = rest.range(of: word) {
      let before = rest[..<found.lowerBound].last
      let after = rest[found.upperBound...].first
      if !(before.map(\.isPartOfName) ?? false) && !(after.map(\.isPartOfName) ?? false) { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }
}

extension Character {
  fileprivate var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
