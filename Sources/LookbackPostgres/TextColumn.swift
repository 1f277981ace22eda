import Glibc

/// Texts for one array parameter. Each is put into the form in which it is sent when it is added, so that a batch keeps
/// no strings of its own: one block of bytes takes the place of some thousand of them.
package struct TextColumn: Sendable, Hashable {
  /// The elements of the array as they are sent: for each its length in four bytes, then its UTF-8.
  private(set) var elements: [UInt8] = []
  package private(set) var count = 0
  /// Whether a text contains a NUL character, which PostgreSQL does not store. Sending the column then fails.
  private(set) var hasNUL = false

  package init() {}

  package init(_ texts: some Sequence<String>) { for text in texts { append(text) } }

  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: utf8.count).bigEndian) { elements.append(contentsOf: $0) }
      elements.append(contentsOf: utf8)
      hasNUL = hasNUL || (utf8.baseAddress.map { memchr($0, 0, utf8.count) != nil } ?? false)
    }
    count += 1
  }
}
