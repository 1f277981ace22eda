/// Values found in a JSON text by key, wherever they stand: enough to count and compare.
struct JSONText: Sendable {
  private let text: String
  init(_ text: String) { self.text = text }

  /// The strings, numbers, booleans and nulls under `key`, in the order of the text, without quotes.
  func all(_ key: String) -> [String] {
    text.split(separator: "\"\(key)\"").dropFirst(text.hasPrefix("\"\(key)\"") ? 0 : 1).compactMap { rest in
      guard let match = rest.prefixMatch(of: #/\s*:\s*("(?:[^"\\]|\\.)*"|[-0-9.eE+]+|true|false|null)/#) else {
        return nil
      }
      let value = match.1
      return value.hasPrefix("\"") ? String(value.dropFirst().dropLast()) : String(value)
    }
  }

  func first(_ key: String) -> String? { all(key).first }
}
