import LookbackText

extension JSONShape {
  /// The longest text that is taken for a name, a code or an id and not for a sentence.
  private static let longestName = 200

  /// Returns the places of declared texts that have a character in them which a terminal would obey instead of showing
  /// it: a control character, or a mark that turns the direction of writing. In names, codes and ids there is no line
  /// break either. Fields of cases, files and other long texts are not looked at.
  package func marks(in value: JSON) -> [String] {
    switch (self, value) {
    case (.text(let range), .string(let text)):
      guard range.upperBound <= 1_000 else { return [] }
      let isName = range.upperBound <= Self.longestName
      return text.visible == text && !(isName && text.visibleInOneLine != text) ? [] : [""]
    case (.either(let first, let second), _): return first.marks(in: value) + second.marks(in: value)
    case (.list(let element, _), .array(let items)):
      return items.enumerated().lazy.flatMap { index, item in element.marks(in: item).map { "/\(index)\($0)" } }
    case (.object(let keys), .object(let members)):
      return members.flatMap { member in
        let key = keys.first { $0.name == member.name }
        return key?.shape.marks(in: member.value).map { "/\(member.name)\($0)" } ?? []
      }
    default: return []
    }
  }
}
