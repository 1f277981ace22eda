import ArgumentParser
import LookbackText

struct UnitList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All units.")
  @OptionGroup var connecting: ClientOptions
  @Flag(help: "As a tree: each unit below the one above it.") var tree = false
  @Flag(help: "Also those that are gone, with their last day.") var ended = false

  func run() throws {
    let words = Strings(connecting.language)
    let units = try connecting.items("/units" + (ended ? "?ended=true" : ""))
    guard !connecting.json else { return }
    var table = Table(header: [words.code, words.name, words.documentCode] + (ended ? [words.lastDay] : []))
    let lines = tree ? Self.tree(of: units) : units.map { (0, $0) }
    table.rows = lines.map { depth, unit in
      [String(repeating: "  ", count: depth) + unit.text("code"), unit.text("name"), unit.text("document_code")]
        + (ended ? [unit.text("until")] : [])
    }
    table.print()
  }

  /// The units below one another, each with its depth. A unit whose parent is not listed stands at the top.
  private static func tree(of units: [Answer]) -> [(Int, Answer)] {
    let codes = Set(units.map { $0.text("code") })
    let below = Dictionary(grouping: units) { codes.contains($0.text("parent")) ? $0.text("parent") : "" }
    func lines(under code: String, _ depth: Int) -> [(Int, Answer)] {
      (below[code] ?? []).flatMap { [(depth, $0)] + lines(under: $0.text("code"), depth + 1) }
    }
    return lines(under: "", 0)
  }
}
