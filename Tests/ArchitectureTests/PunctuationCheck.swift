/// Chinese is written with its own punctuation: beside a Chinese character stands ，and not a comma. Texts of several
/// lines are not looked at.
///
/// A program that prints words of either language takes the signs between them from its words, too: a sign of English that
/// is written between two values stands in Chinese lines as well.
enum PunctuationCheck {
  static func violations(in files: [SourceFile]) -> [Violation] {
    files.flatMap { file in
      file.lines.enumerated().filter { isMixed($0.element) }.map { index, _ in
        file.violation(index + 1, "Chinese text with the punctuation of English: write ，：；？！（）")
      }
    } + files.filter(printsWords).flatMap(joints)
  }

  private static func printsWords(_ file: SourceFile) -> Bool {
    ["lookback", "lookbackd"].contains(file.target) && !file.path.contains("/Words/")
      && ["words.", "Strings(", "ReportWords("].contains(where: file.text.contains)
  }

  private static func joints(in file: SourceFile) -> [Violation] {
    file.lines.enumerated().filter { SwiftLine($0.element).texts.contains(where: isJoined) }.map { index, _ in
      file.violation(index + 1, "values with a sign of English between them: take it from the words of the language")
    }
  }

  /// Whether a text goes on with a sign of English after a value, or is what begins with one.
  private static func isJoined(_ text: SwiftLine.Text) -> Bool {
    text.parts.enumerated().contains { index, part in
      guard let sign = part.first, [",", ":", ";"].contains(sign) else { return index > 0 && part == " (" }
      let isLast = index == text.parts.count - 1
      // A colon without a blank parts a file from a line, and no words.
      return part.dropFirst().first == " " || index > 0 && isLast && part.count == 1
    }
  }

  /// Whether a text in quotation marks has a Chinese character before or after a sign of English.
  private static func isMixed(_ line: Substring) -> Bool {
    SwiftLine(line).texts.contains { $0.parts.contains(where: hasMixture) }
  }

  private static func hasMixture(_ text: String) -> Bool {
    let signs: Set<Character> = [",", ":", ";", "?", "!", "("]
    let letters = Array(text)
    return letters.indices.contains { place in
      guard signs.contains(letters[place]) else { return false }
      let before = place > 0 && isChinese(letters[place - 1])
      // A parenthesis before a Chinese character may be that of a value that is put in.
      let after = letters[place] != "(" && place + 1 < letters.count && isChinese(letters[place + 1])
      return before || after
    }
  }

  private static func isChinese(_ letter: Character) -> Bool {
    letter.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) || "“”（）".unicodeScalars.contains($0) }
  }
}
