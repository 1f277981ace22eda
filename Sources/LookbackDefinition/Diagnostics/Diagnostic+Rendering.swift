package import LookbackTime

extension Diagnostic {
  /// `file:line:column: error: message [code]`, the line of the file and a caret under the place.
  /// The caret is right in a terminal that shows wide characters in two columns.
  /// The course of events that shows it stands below, indented.
  package func rendered(source: SourceText?, in language: Language = .english) -> String {
    let steps = course.map { "\n    " + $0.text(in: language) }.joined()
    return pointed(in: source, language) + steps
  }

  private func pointed(in source: SourceText?, _ language: Language) -> String {
    let head = line(in: language)
    guard let source, source.lines.indices.contains(location.line - 1) else { return head }
    let excerpt = LineExcerpt(source.lines[location.line - 1], around: location.column)
    let (line, before) = (excerpt.text, excerpt.before)
    let margin = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: Self.width($0)) }.joined()
    let shown = String(
      String.UnicodeScalarView(line.filter { $0 == "\t" || $0.properties.generalCategory != .control }))
    return "\(head)\n\(shown)\n\(margin)^"
  }

  /// Columns that a terminal gives a character: 2 for East Asian wide and full-width ones, 0 for combining marks.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension Diagnostic: CustomStringConvertible {
  /// One line: `file:line:column: error: message [code]`.
  package var description: String { line(in: .english) }

  fileprivate func line(in language: Language) -> String {
    let word = language == .english ? severity.rawValue : severity == .error ? "错误" : "警告"
    return "\(file):\(location.line):\(location.column): \(word): \(message(in: language)) [\(code)]"
  }
}

extension Diagnostic: Comparable {
  /// By file and place.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.file, left.location, left.code, left.message) < (right.file, right.location, right.code, right.message)
  }
}
