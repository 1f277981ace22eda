import Glibc

/// Columns of text, aligned also where characters are two columns wide.
struct Table {
  let header: [String]
  var rows: [[String]] = []

  init(_ header: String...) { self.header = header }

  /// Printed to a terminal, lines are cut at its width; elsewhere nothing is cut.
  func print() {
    let all = ([header] + rows).map { row in row.map(\.visibleInOneLine) }
    let widths = header.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
    let limit = Self.terminalWidth
    for row in all {
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.displayWidth) }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      Swift.print(limit.map { line.cut(to: $0) } ?? line)
    }
  }

  private static var terminalWidth: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return nil }
    return Int(size.ws_col)
  }
}

extension String {
  /// Columns on a terminal: East Asian wide and fullwidth characters take two (Unicode Standard Annex 11).
  var displayWidth: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }

  func cut(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in unicodeScalars {
      if used + scalar.displayWidth > width - 1 { break }
      used += scalar.displayWidth
      result.append(scalar)
    }
    return String(result) + "…"
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
