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

  /// Entries of the table that no file needs: a law on rooms that do not exist.
  static func unused(in files: [SourceFile], table: [String: Set<String>] = ImportTable.sources) -> [Violation] {
    var used: [String: Set<String>] = [:]
    for file in files {
      guard let target = file.target else { continue }
      used[target, default: []].formUnion(imports(of: file).map(\.module))
    }
    return table.keys.sorted().flatMap { target in
      guard let modules = used[target] else { return [Violation(place: target, problem: "there is no such target")] }
      return (table[target] ?? []).subtracting(modules).sorted().map {
        Violation(place: target, problem: "does not import \($0): take it out of ImportTable.swift and Package.swift")
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
