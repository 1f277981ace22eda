/// A post and its unit, typed as POST@UNIT.
struct PostInUnit {
  let post: String
  let unit: String

  /// - Throws: a usage error if the text has no post or no unit.
  init(_ text: String) throws {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts.contains("") else {
      throw Misuse { $0.notPostInUnit(text) }
    }
    (post, unit) = (parts[0], parts[1])
  }
}
