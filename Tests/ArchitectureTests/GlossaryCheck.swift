import Foundation

/// Holds `docs/glossary.md`: a table of a word, its Chinese, what it is, and what is not said for it.
enum GlossaryCheck {
  private struct Entry {
    let word: String
    let chinese: String
    let others: [String]

    init?(_ line: some StringProtocol) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 4, cells[0] != "Word", !cells[0].hasPrefix("-") else { return nil }
      (word, chinese) = (cells[0], cells[1])
      others = cells[3] == "–" ? [] : cells[3].components(separatedBy: ", ")
    }
  }

  /// How many words the page explains.
  static func count(in page: SourceFile) -> Int { page.lines.compactMap { Entry($0) }.count }

  /// - Parameter files: the sources and the other pages.
  static func violations(in page: SourceFile, _ files: [SourceFile]) -> [Violation] {
    let texts = files.filter { $0.path != page.path }.map { (path: $0.path, text: $0.text.lowercased()) }
    return page.lines.compactMap { Entry($0) }.flatMap { entry -> [Violation] in
      var problems: [String] = []
      // In names a word of two parts is written together or with an underscore.
      let spellings = Set([" ", "", "_", "-"].map { entry.word.replacingOccurrences(of: " ", with: $0) })
      if !texts.contains(where: { text in spellings.contains { text.text.contains($0) } }) {
        problems.append("nothing uses the word `\(entry.word)`")
      }
      if !texts.contains(where: { $0.text.contains(entry.chinese) }) {
        problems.append("nothing uses \(entry.chinese)")
      }
      for other in entry.others {
        for file in texts where file.text.contains(other) {
          problems.append("`\(other)` stands in \(file.path): say `\(entry.word)`")
        }
      }
      return problems.map { page.violation($0) }
    }
  }
}
