import LookbackText
package import LookbackTime

extension Diagnostic {
  /// Returns `file:line:column: error: message [code]`, the line of the file with a caret below the place, and the
  /// course of events that shows the finding. The caret is right in a terminal that shows wide characters in two
  /// columns.
  package func rendered(source: SourceText?, in language: Language = .english) -> String {
    let steps = course.map { "\n    " + $0.text(in: language) }.joined()
    return pointed(in: source, language) + steps
  }

  private func pointed(in source: SourceText?, _ language: Language) -> String {
    let head = line(in: language)
    guard let source, source.lines.indices.contains(location.line - 1) else { return head }
    let excerpt = LineExcerpt(source.lines[location.line - 1], around: location.column)
    let (line, before) = (excerpt.text, excerpt.before)
    let margin = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }.joined()
    let shown = String(
      String.UnicodeScalarView(line.filter { $0 == "\t" || $0.properties.generalCategory != .control }))
    return "\(head)\n\(shown)\n\(margin)^"
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The finding in one line, `file:line:column: error: message [code]`.
  package var description: String { line(in: .english) }

  fileprivate func line(in language: Language) -> String {
    let word = language == .english ? severity.rawValue : severity == .error ? "错误" : "警告"
    return "\(file):\(location.line):\(location.column): \(word): \(message(in: language)) [\(code)]"
  }
}

extension Diagnostic: Comparable {
  /// Orders findings by file and place.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.file, left.location, left.code, left.message) < (right.file, right.location, right.code, right.message)
  }
}
