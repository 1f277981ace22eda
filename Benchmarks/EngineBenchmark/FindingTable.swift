/// The findings of one run, and how they compare with an earlier table.
struct FindingTable {
  private(set) var rows: [String] = []
  private var ratios: [(id: String, best: Double)] = []

  mutating func add(_ finding: Finding) {
    Output.say(finding.row)
    rows.append(finding.row)
    // A cost, where less is better, is not compared: its bar stands in the table.
    if finding.isCost { return }
    if let best = finding.ratios?.values.max() { ratios.append((finding.id, best)) }
  }

  /// Rows that another program made, in the columns of this table.
  mutating func addRows(of text: String) {
    let found = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.map(String.init)
    for row in found { Output.say(row) }
    rows += found
  }

  var text: String { ([Finding.head] + rows).joined(separator: "\n") }

  /// A sentence for each ratio that has fallen by a third or more since the page was written, in every round: what
  /// else the machine did spoils some rounds, a slower engine all of them.
  func fallen(since page: String) -> [String] {
    let earlier = Self.ratios(in: page)
    return ratios.compactMap { id, best in
      guard let before = earlier[id], best < before * 2 / 3 else { return nil }
      return "\(id): the ratio to its yardstick is \(Samples.short(best)) at best and was \(Samples.short(before)), "
        + "which is a fall by a third or more: look for what became slower, or measure on a quieter machine"
    }
  }

  /// The ratios of a page, by id.
  static func ratios(in page: String) -> [String: Double] {
    var found: [String: Double] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.split(separator: " ") }
      guard cells.count > 4, let id = cells[0].first, let ratio = cells[4].first.flatMap({ Double($0) }) else {
        continue
      }
      found[String(id)] = ratio
    }
    return found
  }
}
