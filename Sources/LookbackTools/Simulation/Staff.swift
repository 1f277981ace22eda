package import LookbackCore

/// The people and units that exist in a simulation.
package struct Staff: Sendable, Hashable {
  /// The posts of each person.
  package var persons: [String: Set<Post>]
  package var units: [String: UnitFacts]
  /// Whether nobody else exists. If not, everybody who is named does.
  package var isComplete: Bool

  package init(persons: [String: Set<Post>] = [:], units: [String: UnitFacts] = [:], isComplete: Bool = false) {
    self.persons = persons
    self.units = units
    self.isComplete = isComplete
  }

  /// Returns the person named by a post such as `clerk@congress-office` or by a code; nil if the staff is complete and
  /// has no such person. In an incomplete staff a vacant post is held by a person whose code is the name of the post.
  package func actor(_ text: String) -> Actor? {
    if let posts = persons[text] { return .person(code: text, posts: posts) }
    guard let post = Post(text) else { return isComplete ? nil : .person(code: text, posts: []) }
    if let holder = persons.filter({ $0.value.contains(post) }).map(\.key).min() {
      return .person(code: holder, posts: persons[holder] ?? [])
    }
    return isComplete ? nil : .person(code: text, posts: [post])
  }

  /// Returns the persons and units that a command may name: those of the staff or, if it is not complete, all that it
  /// names.
  func directory(for names: Directory.Names) -> Directory {
    var directory = isComplete ? Directory() : names.assumed
    directory.cases = [:]
    directory.persons.formUnion(persons.keys)
    directory.units.formUnion(units.keys)
    for post in persons.values.joined() { directory.units.insert(post.unit) }
    return directory
  }
}

extension Post {
  /// Reads a post such as `clerk@congress-office`; nil for any other text.
  package init?(_ text: String) {
    guard let sign = text.firstIndex(of: "@"), sign != text.startIndex else { return nil }
    let unit = text[text.index(after: sign)...]
    guard !unit.isEmpty, !unit.contains("@") else { return nil }
    self.init(name: String(text[..<sign]), unit: String(unit))
  }
}
