/// Names that say nothing: a file or type named so is a drawer, and a drawer fills.
enum NameCheck {
  static let drawers = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Manager", "Common", "Misc"]

  static func violations(in files: [SourceFile]) -> [Violation] {
    files.flatMap { file -> [Violation] in
      let named = drawer(in: file.stem).map { [file.violation("the file name says \($0): name the idea")] } ?? []
      return named + types(of: file)
    }
  }

  private static func types(of file: SourceFile) -> [Violation] {
    file.lines.enumerated().compactMap { index, line in
      guard let type = declaredType(in: line), let word = drawer(in: type) else { return nil }
      return file.violation(index + 1, "the type \(type) says \(word): name the idea")
    }
  }

  static func declaredType(in line: Substring) -> String? {
    let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    let words = line.split(separator: " ")
    guard let kind = words.firstIndex(where: { kinds.contains($0) }), kind + 1 < words.count,
      words[..<kind].allSatisfy(isModifier)
    else { return nil }
    return String(words[kind + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }

  private static func isModifier(_ word: Substring) -> Bool {
    ["public", "package", "internal", "private", "fileprivate", "final", "indirect"].contains(word)
      || word.hasPrefix("@")
  }

  /// The forbidden word among the capitalised words of a name.
  static func drawer(in name: String) -> String? {
    words(of: name).first { drawers.contains($0) }
  }

  static func words(of name: String) -> [String] {
    name.reduce(into: [String]()) { words, letter in
      if letter.isUppercase || words.isEmpty || !letter.isLetter {
        words.append(String(letter))
      } else {
        words[words.count - 1].append(letter)
      }
    }
  }
}
