package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A row of the table of substitutions: one person may act for another from one day to another, for one post or for
/// all.
package struct Substitution: Sendable, Hashable {
  package var person: String
  package var first: CivilDate
  package var last: CivilDate
  /// The covered post of that person; nil if the person holds no covered post.
  package var post: Post?
  /// Whether all posts are covered, and also what is asked of the person by name.
  package var isWhole: Bool

  /// Decodes a row of `read_posts`.
  init(of person: String, _ row: Row) throws {
    self.person = person
    first = try row.civilDate(4)
    last = try row.civilDate(5)
    isWhole = try row.bool(6)
    post = try row.post(at: 1)
  }
}

extension [Substitution] {
  /// Returns the substitutions that are active on this day, one for each person who is substituted for.
  package func active(on day: CivilDate) -> Set<ActiveSubstitution> {
    let valid = filter { ($0.first...$0.last).contains(day) }
    let byPerson = Dictionary(grouping: valid, by: \.person)
    return Set(
      byPerson.map { person, lines in
        ActiveSubstitution(
          person: person, posts: Set(lines.compactMap(\.post)), isWhole: lines.contains(where: \.isWhole))
      })
  }
}

extension Row {
  /// The post in this column and the next; nil if the column is null.
  func post(at column: Int) throws -> Post? {
    guard let name = try optionalText(column), let unit = try optionalText(column + 1) else { return nil }
    return Post(name: name, unit: unit)
  }

  func civilDate(_ column: Int) throws -> CivilDate { CivilDate(days: try date(column)) }
}

/// A line of the list of substitutes.
package struct SubstituteLine: Sendable, Hashable {
  /// The number of the line; 0 before it is stored.
  package var number: Int64
  package var person: String
  package var substitute: String
  package var first: CivilDate
  package var last: CivilDate
  /// The covered post; nil means all posts.
  package var post: Post?
  /// When the substitution was ended early; nil if it was not.
  package var ended: Moment?

  package init(
    person: String, substitute: String, from first: CivilDate, until last: CivilDate, post: Post? = nil
  ) {
    number = 0
    self.person = person
    self.substitute = substitute
    self.first = first
    self.last = last
    self.post = post
  }

  init(_ row: Row) throws {
    number = try row.int8(0)
    person = try row.text(1)
    post = try row.post(at: 2)
    substitute = try row.text(4)
    first = try row.civilDate(5)
    last = try row.civilDate(6)
    ended = try row.optionalInt8(7).map { Moment(microseconds: $0) }
  }
}

extension Store {
  /// Lets one person act for another.
  /// - Returns: the number of the substitution.
  package func add(_ line: SubstituteLine, by initiator: Initiator) async throws(StoreError) -> Int64 {
    let columns: Parameters = [
      "person": .text(line.person), "substitute": .text(line.substitute), "first_day": .date(line.first.days),
      "last_day": .date(line.last.days), "post": .text(line.post?.name), "unit": .text(line.post?.unit),
      "added_by": .text(initiator.name),
    ]
    return try await administer(by: initiator) { c, acts in
      let number = try c.query(Statements.insertSubstitute, columns).first?.int8(0) ?? 0
      acts.append(
        AdministrativeAct(
          .substituteNamed, line.person,
          [
            .init("number", to: String(number)), .init("substitute", to: line.substitute),
            .init("from", to: line.first.description), .init("until", to: line.last.description),
            .init("post", to: line.post?.description),
          ].filter { $0.after != nil }))
      return number
    }
  }

  /// Ends a substitution now.
  /// - Returns: false if there is none of this number that has not ended.
  package func endSubstitute(_ number: Int64, by initiator: Initiator) async throws(StoreError) -> Bool {
    let columns: Parameters = ["ended_by": .text(initiator.name), "substitute_id": .int8(number)]
    return try await administer(by: initiator) { c, acts in
      guard let row = try c.query(Statements.closeSubstitute, columns).first else { return false }
      acts.append(
        AdministrativeAct(
          .substituteEnded, try row.text(0),
          [.init("number", from: String(number), to: nil), .init("substitute", from: try row.text(1), to: nil)]))
      return true
    }
  }

  /// Returns all substitutions, the newest first, ended ones included.
  package func substitutes() async throws(StoreError) -> [SubstituteLine] {
    try await rows(Statements.listSubstitutes, []) { try SubstituteLine($0) }
  }
}
