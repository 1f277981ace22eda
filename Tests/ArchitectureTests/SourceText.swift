/// The lines of a Swift file, each divided into its code and its comment. Texts in quotes are left out.
struct SourceText {
  struct Line: Equatable {
    var code = ""
    var comment = ""
  }

  private(set) var lines: [Line] = []

  init(_ file: SourceFile) {
    var isInText = false
    for line in file.lines {
      let isBoundary = line.ranges(of: "\"\"\"").count == 1
      if isInText || isBoundary {
        // The line that opens a text of several lines has code before the quotes.
        lines.append(isInText ? Line() : Self.divided(line.prefix { $0 != "\"" }))
        if isBoundary { isInText.toggle() }
      } else {
        lines.append(Self.divided(line))
      }
    }
  }

  private static func divided(_ line: Substring) -> Line {
    var found = Line()
    var isQuoted = false
    var rest = line
    while let letter = rest.first {
      if !isQuoted, rest.hasPrefix("//") {
        found.comment = String(rest.drop { $0 == "/" })
        break
      }
      if isQuoted, letter == "\\" {
        rest = rest.dropFirst(2)
        continue
      }
      if letter == "\"" { isQuoted.toggle() } else if !isQuoted { found.code.append(letter) }
      rest = rest.dropFirst()
    }
    return found
  }
}
