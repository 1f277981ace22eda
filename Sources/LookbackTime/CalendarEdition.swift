/// What exactly a date was counted with: a calendar's version, and the versions of the calendars it extends.
package struct CalendarEdition: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let name: String
  /// The calendar's own version first, then its parent's, and so on.
  package let versions: [Int]

  package init(name: String, versions: [Int]) {
    self.name = name
    self.versions = versions
  }

  /// The newer the greater; of two calendars by name.
  package static func < (left: CalendarEdition, right: CalendarEdition) -> Bool {
    if left.name != right.name { return left.name < right.name }
    return left.versions.lexicographicallyPrecedes(right.versions)
  }

  /// `cn-qinghai 2/5`: version 2 over version 5 of the calendar it extends.
  package var description: String { "\(name) \(versions.map(String.init).joined(separator: "/"))" }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    guard let space = text.lastIndex(of: " "), space > text.startIndex else { return nil }
    let parts = text[text.index(after: space)...].split(separator: "/", omittingEmptySubsequences: false)
    let versions = parts.compactMap { Int($0) }
    guard versions.count == parts.count, !versions.isEmpty else { return nil }
    self.init(name: String(text[..<space]), versions: versions)
  }
}
