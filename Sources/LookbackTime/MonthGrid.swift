/// Months side by side for a terminal of 80 columns: three in a row, a day a cell of three columns, the third of which
/// carries its mark, so that nothing depends on colour.
struct MonthGrid {
  private static let width = 21
  private static let perRow = 3

  let language: Language
  /// The mark behind the day, and how a terminal with colours shows the cell.
  let cell: (CivilDate) -> (mark: Character, style: DayStyle)
  /// Puts a style around a text that is already of its width.
  let paint: (String, DayStyle) -> String

  /// The months from the first to the last, both included.
  func lines(from first: CivilDate, to last: CivilDate) -> [String] {
    let months = (first.year * 12 + first.month - 1)...(last.year * 12 + last.month - 1)
    var lines: [String] = []
    for start in stride(from: months.lowerBound, through: months.upperBound, by: Self.perRow) {
      if !lines.isEmpty { lines.append("") }
      let row = (start...min(start + Self.perRow - 1, months.upperBound)).map { month($0 / 12, $0 % 12 + 1) }
      let height = row.map(\.count).max() ?? 0
      for line in 0..<height {
        let cells = row.map { line < $0.count ? $0[line] : String(repeating: " ", count: Self.width) }
        lines.append(cells.joined(separator: "  ").trimmingEnd())
      }
    }
    return lines
  }

  /// A title, the days of the week, and the weeks; every line 21 columns wide.
  private func month(_ year: Int, _ month: Int) -> [String] {
    var lines = [title(year, month), weekdays]
    let first = CivilFields(year: year, month: month, day: 1).daysSinceEpoch
    var line = String(repeating: " ", count: 3 * floorRemainder(first + 3, 7))
    for day in 1...CivilFields.daysInMonth(year, month) {
      let date = CivilDate(days: Int32(first + day - 1))
      let (mark, style) = cell(date)
      line += paint("\(day < 10 ? " " : "")\(day)\(mark)", style)
      if date.weekday == 7 {
        lines.append(line)
        line = ""
      } else if day == CivilFields.daysInMonth(year, month) {
        lines.append(line + String(repeating: " ", count: 3 * (7 - date.weekday)))
      }
    }
    return lines
  }

  private func title(_ year: Int, _ month: Int) -> String {
    let text =
      switch language {
      case .english: "\(MonthName.english(month) ?? "") \(year)"
      case .chinese: "\(year)年\(month)月"
      }
    let columns = text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    let before = (Self.width - columns) / 2
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: Self.width - columns - before)
  }

  private var weekdays: String {
    switch language {
    case .english: "Mo Tu We Th Fr Sa Su "
    case .chinese: "一 二 三 四 五 六 日 "
    }
  }
}

/// How a day looks where a terminal has colours.
package enum DayStyle: Hashable, Sendable, CaseIterable {
  case plain, rest, holiday, makeUp, start, paused, due
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
