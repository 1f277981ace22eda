/// Reads `import` lines and compares them with a table.
enum ImportCheck {
  static func violations(
    in files: [SourceFile], allowed: (String) -> Set<String>? = ImportTable.allowed(in:)
  ) -> [Violation] {
    files.flatMap { file -> [Violation] in
      guard let target = file.target else { return [] }
      guard let row = allowed(target) else {
        return [file.violation("target \(target) is missing from the import table; add its row to ImportTable.swift")]
      }
      return imports(of: file).filter { !row.contains($0.module) && $0.module != target }.map {
        file.violation($0.line, "\(target) must not import \($0.module)")
      }
    }
  }

  static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
    file.lines.enumerated().compactMap { index, line in module(in: line).map { (index + 1, $0) } }
  }

  /// The module that a line imports, past attributes, access level and kind of declaration.
  static func module(in line: Substring) -> String? {
    let levels: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    var words = line.split(separator: " ")[...]
    while let word = words.first, isAttribute(word) || levels.contains(word) { words.removeFirst() }
    guard words.first == "import" else { return nil }
    words.removeFirst()
    if let word = words.first, kinds.contains(word) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }

  private static func isAttribute(_ word: Substring) -> Bool { word.hasPrefix("@") && !word.contains("\"") }
}
