import LookbackCore
import LookbackYAML

/// The examples of the reference page. A complete one begins with `notation`; the others are sections that take the place
/// of those of the complete `request`.
struct NotationPage {
  struct Example: Sendable, CustomStringConvertible {
    let line: Int
    let text: String
    var description: String { "line \(line)" }
    var isComplete: Bool { text.hasPrefix("notation: 1\n") }
  }

  static let text =
    (try? Workbench.bytes(Workbench.root + "/docs/notation.md")).map { String(decoding: $0, as: UTF8.self) } ?? ""

  static let examples: [Example] = {
    var found: [Example] = []
    var open: (line: Int, lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line == "```yaml" {
        open = (index + 1, [])
      } else if line == "```", let block = open {
        found.append(Example(line: block.line, text: block.lines.map { $0 + "\n" }.joined()))
        open = nil
      } else {
        open?.lines.append(line)
      }
    }
    return found
  }()

  static var complete: [Example] { examples.filter(\.isComplete) }

  /// The files that belong to an example: the complete ones of the page, `request` with the example's sections.
  static func files(with example: Example) -> [String] {
    complete.map { file in
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

  /// The tables of keys: the keys in each, in order.
  static let keyTables: [[String]] = text.split(separator: "| Key | What stands under it |\n|---|---|\n").dropFirst()
    .map { part in
      part.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("| `") }.map { row in
        String(row.dropFirst(3).prefix { $0 != "`" })
      }
    }
}
