import LookbackCore
import LookbackYAML

/// The reference page in one of its languages, and its examples. A complete one begins with `notation`; the others are sections that take the place
/// of those of the complete `request`.
struct NotationPage {
  struct Example: Sendable, CustomStringConvertible {
    let page: String
    let line: Int
    let text: String
    var description: String { "\(page), line \(line)" }
    var isComplete: Bool { text.hasPrefix("notation: 1\n") }
  }

  static let english = NotationPage("notation.md", head: "| Key | What stands under it |")
  static let chinese = NotationPage("notation.zh-CN.md", head: "| 键 | 含义 |")
  static let examples = english.examples + chinese.examples

  let examples: [Example]
  /// The tables of keys: the keys in each, in order.
  let keyTables: [[String]]
  /// The keys that each table calls needed.
  let neededKeys: [[String]]

  private init(_ name: String, head: String) {
    let text = (try? Workbench.page(name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    examples = Self.examples(of: text, name)
    let tables = text.split(separator: "\(head)\n|---|---|\n").dropFirst().map { part in
      part.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("| `") }
    }
    let key = { (row: Substring) in String(row.dropFirst(3).prefix { $0 != "`" }) }
    keyTables = tables.map { $0.map(key) }
    neededKeys = tables.map { rows in rows.filter { $0.contains(/\*\*(Needed\.|必填。)\*\*/) }.map(key) }
  }

  private static func examples(of text: String, _ page: String) -> [Example] {
    var found: [Example] = []
    var open: (line: Int, lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line == "```yaml" {
        open = (index + 1, [])
      } else if line == "```", let block = open {
        found.append(Example(page: page, line: block.line, text: block.lines.map { $0 + "\n" }.joined()))
        open = nil
      } else {
        open?.lines.append(line)
      }
    }
    return found
  }

  /// The complete examples of the same page.
  static func complete(beside example: Example) -> [Example] {
    examples.filter { $0.isComplete && $0.page == example.page }
  }

  /// The files that belong to an example: the complete ones of its page, `request` with the example's sections.
  static func files(with example: Example) -> [String] {
    complete(beside: example).map { file in
      guard !example.isComplete, file.text.contains("\nworkflow: request\n") else { return file.text }
      return merged(file.text, example.text)
    }
  }

  /// Sections are what begins at the first column.
  private static func merged(_ base: String, _ change: String) -> String {
    let replaced = sections(change)
    let kept = sections(base).filter { section in !replaced.contains { $0.key == section.key } }
    return (kept + replaced).map(\.text).joined()
  }

  private static func sections(_ text: String) -> [(key: String, text: String)] {
    var found: [(key: String, text: String)] = []
    for line in text.split(separator: "\n") {
      if line.first?.isWhitespace == false {
        found.append((String(line.prefix { $0 != ":" }), ""))
      }
      if !found.isEmpty { found[found.count - 1].text += line + "\n" }
    }
    return found
  }
}
