/// A line as a shell parts it, as far as the examples of the help need it: blanks, both quotes, comments,
/// and what goes into a file.
enum ShellWords {
  /// nil where a quote is never closed.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for sign in line {
      switch (quote, sign) {
      case (let open?, sign) where sign == open: quote = nil
      case (_?, _): word = (word ?? "") + String(sign)
      case (nil, "'"), (nil, "\""): (quote, word) = (sign, word ?? "")
      case (nil, " "):
        if let word { words.append(word) }
        word = nil
      case (nil, "#") where word == nil, (nil, ">") where word == nil: return words
      case (nil, _): word = (word ?? "") + String(sign)
      }
    }
    return quote == nil ? words + [word].compactMap(\.self) : nil
  }
}
