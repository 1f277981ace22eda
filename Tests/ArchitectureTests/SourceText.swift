/// The lines of a Swift file; those of a text in three quotation marks are empty.
struct SourceText {
  private(set) var lines: [SwiftLine] = []

  init(_ file: SourceFile) {
    var isInText = false
    for line in file.lines {
      let isBoundary = line.ranges(of: "\"\"\"").count == 1
      if isInText || isBoundary {
        // The line that opens a text of several lines has code before the quotes.
        lines.append(SwiftLine(isInText ? "" : line.prefix { $0 != "\"" }))
        if isBoundary { isInText.toggle() }
      } else {
        lines.append(SwiftLine(line))
      }
    }
  }
}
