/// The text of a definition file, divided into lines as a YAML parser divides it.
package struct SourceText: Sendable, Hashable {
  /// The name of the file in diagnostics.
  package let file: String
  package let text: String
  /// The lines without their ends, in Unicode scalars.
  package let lines: [[Unicode.Scalar]]

  /// Divides the text. The caller has removed a byte order mark.
  package init(_ text: String, file: String) {
    self.file = file
    self.text = text
    lines = Self.split(text)
  }

  /// Returns the character at a place; nil beyond the end of its line.
  package func character(at location: SourceLocation) -> Unicode.Scalar? {
    guard lines.indices.contains(location.line - 1) else { return nil }
    let line = lines[location.line - 1]
    guard line.indices.contains(location.column - 1) else { return nil }
    return line[location.column - 1]
  }

  /// Returns the place, or the end of the text if the place is beyond it.
  package func clamped(_ location: SourceLocation) -> SourceLocation {
    guard location.line > lines.count else { return location }
    return SourceLocation(line: lines.count, column: (lines.last?.count ?? 0) + 1)
  }

  /// Returns the place of the scalar with this offset from the beginning of the text.
  package func location(ofScalar offset: Int) -> SourceLocation {
    let before = Self.split(String(String.UnicodeScalarView(text.unicodeScalars.prefix(offset))))
    return SourceLocation(line: before.count, column: (before.last?.count ?? 0) + 1)
  }

  /// Divides a text as libyaml does: at CR LF, CR, LF, next line, line separator and paragraph separator.
  private static func split(_ text: String) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      if scalar == "\n", previous == "\r" { continue }
      if breaks.contains(scalar) { lines.append([]) } else { lines[lines.count - 1].append(scalar) }
    }
    return lines
  }

  private static let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
}
