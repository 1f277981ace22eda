package import LookbackCore
import LookbackText

/// The holders of posts, read from CSV with the columns person, post and unit, as `lookback post list` prints it.
package struct StaffList: Sendable, Hashable {
  /// Why a file is no such list.
  package struct Unreadable: Error, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String
    package var description: String { "line \(line): \(reason)" }
  }

  package private(set) var holders: [Post: Set<String>] = [:]

  /// - Throws: why the text cannot be read: it is no CSV, a line has fewer columns, or the first line does not name the
  ///   three.
  package init(csv text: String) throws(Unreadable) {
    let rows: [[CSVCell]]
    do throws(MalformedCSV) { rows = try CSVReader.read(text) } catch {
      throw Unreadable(line: error.line, reason: error.reason.english)
    }
    let header = Self.cells(rows.first ?? []).map { Self.columns[$0] ?? $0.lowercased() }
    guard let person = header.firstIndex(of: "person"), let post = header.firstIndex(of: "post"),
      let unit = header.firstIndex(of: "unit")
    else { throw Unreadable(line: 1, reason: "the columns person, post and unit were expected") }
    for row in rows.dropFirst() {
      let cells = Self.cells(row)
      if cells.allSatisfy(\.isEmpty) { continue }
      guard cells.count > max(person, post, unit) else {
        throw Unreadable(
          line: row.first?.line ?? 1,
          reason: "\(cells.count) columns, \(max(person, post, unit) + 1) were expected")
      }
      holders[Post(name: cells[post], unit: cells[unit]), default: []].insert(cells[person])
    }
  }

  /// The columns with the headings of Chinese lists.
  private static let columns = ["人员": "person", "岗位": "post", "单位": "unit"]

  private static func cells(_ row: [CSVCell]) -> [String] { row.map(\.text.trimmingSpaces) }

  /// Returns the persons who hold a post in a unit.
  package func holders(of post: String, in unit: String) -> Set<String> { holders[Post(name: post, unit: unit)] ?? [] }

  /// Returns the units in which somebody holds one of these posts, sorted.
  package func units(with posts: Set<String>) -> [String] {
    Set(holders.keys.filter { posts.contains($0.name) }.map(\.unit)).sorted()
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let head = drop(while: \.isWhitespace)
    return String(head.reversed().drop(while: \.isWhitespace).reversed())
  }
}
