import LookbackTime

/// The words of a command line, divided into a name of several words and `key=value` pairs.
struct Inputs {
  let name: String
  let data: [String: String]

  init(_ words: [String]) throws {
    var name: [String] = []
    var data: [String: String] = [:]
    for word in words {
      guard let sign = word.firstIndex(of: "="), sign != word.startIndex else {
        if let wrong = word.unicodeScalars.first(where: { $0 == "＝" || $0 == "：" }),
          let sign = LookalikeSign(wrong, at: 0)
        {
          throw Misuse { $0.lookalike(word, sign) }
        }
        guard data.isEmpty else { throw Misuse { $0.notKeyValue(word) } }
        name.append(word)
        continue
      }
      let key = String(word[..<sign])
      guard data.updateValue(String(word[word.index(after: sign)...]), forKey: key) == nil else {
        throw Misuse { $0.givenTwice(key) }
      }
    }
    self.name = name.joined(separator: " ")
    self.data = data
  }
}
