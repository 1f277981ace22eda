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
  package var post: HeldPost?
  /// Whether all posts are covered, and also what is asked of the person by name.
  package var isWhole: Bool
  /// Whether this is the succession of a person who has retired, and not a substitution while somebody is away.
  package var isSuccession: Bool
  /// When that person is active.
  package var activity: ActiveDays

  /// Decodes a row of `read_posts`.
  init(of person: String, _ row: Row) throws {
    self.person = person
    first = try row.civilDate(4)
    last = try row.civilDate(5)
    isWhole = try row.bool(6)
    post = try row.heldPost
    activity = try row.days(at: 10)
    isSuccession = try row.bool(12)
  }
}

extension [Substitution] {
  /// Returns the substitutions that are active on this day, one for each person who is substituted for.
  package func active(on day: CivilDate) -> Set<ActiveSubstitution> {
    // Nobody is away who has retired: then only a successor acts.
    let valid = filter { ($0.first...$0.last).contains(day) && ($0.isSuccession || $0.activity.include(day)) }
    let byPerson = Dictionary(grouping: valid, by: \.person)
    return Set(
      byPerson.map { person, lines in
        ActiveSubstitution(
          person: person, posts: lines.compactMap(\.post).active(on: day), isWhole: lines.contains(where: \.isWhole))
      })
  }
}

extension Row {
  /// The post in this column and the next; nil if the column is null.
  func post(at column: Int) throws -> Post? {
    guard let name = try optionalText(column), let unit = try optionalText(column + 1) else { return nil }
    return Post(name: name, unit: unit)
  }

  /// The days from the one in this column, which may be null, until the one in the next.
  func days(at column: Int) throws -> ActiveDays {
    ActiveDays(
      from: try optionalDate(column).map { CivilDate(days: $0) },
      until: try optionalDate(column + 1).map { CivilDate(days: $0) })
  }

  /// The post of a row of `read_posts`; nil if there is none.
  var heldPost: HeldPost? {
    get throws { try post(at: 1).map { HeldPost($0, try days(at: 8)) } }
  }

  /// The person or unit of a row of `read_names` whose days have a beginning or an end; nil if there is none.
  var datedName: (DatedName, ActiveDays)? {
    get throws {
      let days = try days(at: 4)
      return try days == .always ? nil : (DatedName(isPerson: text(0) == "person", code: text(1)), days)
    }
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
  /// Whether the person has retired and the substitute is the successor.
  package var isSuccession: Bool
  /// What it waits for before it counts.
  package var waitsFor: OfficeSettings.Need = .nothing

  package init(
    person: String, substitute: String, from first: CivilDate, until last: CivilDate, post: Post? = nil,
    isSuccession: Bool = false
  ) {
    self.isSuccession = isSuccession
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
    isSuccession = try row.bool(8)
    waitsFor = try row.optionalText(9).flatMap { OfficeSettings.Need(rawValue: $0) } ?? .nothing
  }
}

extension SubstituteLine {
  /// Why the office does not allow it; nil if it does.
  fileprivate func refusal(within settings: OfficeSettings, on today: CivilDate) -> EntryProblem.Reason? {
    let days = Int(last.days) - Int(first.days) + 1
    if days > settings.substituteDays { return .substitutionTooLong(days: days, most: settings.substituteDays) }
    let earliest = (try? today.adding(days: -OfficeSettings.longestDelay)) ?? .first
    if first < earliest { return .substitutionTooOld(first, earliest: earliest) }
    guard let allowed = settings.substitutePosts, post.map({ !allowed.contains($0.name) }) ?? true else { return nil }
    return .notSubstituted(post, allowed: allowed.sorted())
  }

  fileprivate func facts(_ number: Int64) -> [AdministrativeAct.Fact] {
    [
      .init("number", to: String(number)), .init("substitute", to: substitute), .init("from", to: first.description),
      .init("until", to: last.description), .init("post", to: post?.description),
      .init("waits", to: waitsFor == .nothing ? nil : waitsFor.rawValue),
    ].filter { $0.after != nil }
  }

  func columns(by initiator: Initiator) -> Parameters {
    [
      "person": .text(person), "substitute": .text(substitute), "first_day": .date(first.days),
      "last_day": .date(last.days), "post": .text(post?.name), "unit": .text(post?.unit),
      "added_by": .text(initiator.name), "is_succession": .bool(isSuccession),
      "needs": .text(waitsFor == .nothing ? nil : waitsFor.rawValue),
    ]
  }
}

extension Store {
  /// Lets one person act for another, within what the office has settled.
  /// - Returns: the number of the substitution, and what it waits for before it counts.
  package func add(
    _ given: SubstituteLine, by initiator: Initiator, on today: CivilDate
  ) async throws(StoreError) -> (number: Int64, waitsFor: OfficeSettings.Need) {
    try await administer(by: initiator) { c, acts in
      var line = given
      let settings = try c.officeSettings()
      let people: Parameters = ["persons": .texts([line.person, line.substitute]), "uids": .int8s([])]
      let retired = try c.query(Statements.findPersons, people).map { try PersonLine($0) }
        .first { $0.isRetired(on: line.first) }
      if let reason = retired.map({ EntryProblem.Reason.retired($0.code) }) ?? line.refusal(within: settings, on: today)
      {
        throw StoreError.refusedEntries([EntryProblem(0, reason)])
      }
      line.waitsFor = settings.substituteNeeds
      let number = try c.query(Statements.insertSubstitute, line.columns(by: initiator)).first?.int8(0) ?? 0
      acts.append(AdministrativeAct(.substituteNamed, line.person, line.facts(number)))
      return (number, line.waitsFor)
    }
  }

  /// Gives what a substitution waits for, so that it counts from now on.
  /// - Returns: false if it does not wait for that.
  package func agree(
    to number: Int64, giving need: OfficeSettings.Need, by initiator: Initiator
  ) async throws(StoreError) -> Bool {
    let columns: Parameters = [
      "substitute_id": .int8(number), "needs": .text(need.rawValue), "agreed_by": .text(initiator.name),
    ]
    return try await administer(by: initiator) { c, acts in
      guard let row = try c.query(Statements.setSubstituteAgreed, columns).first else { return false }
      acts.append(
        AdministrativeAct(
          .substituteAgreed, try row.text(0),
          [
            .init("number", to: String(number)), .init("substitute", to: try row.text(1)),
            .init(need.rawValue, to: "given"),
          ]))
      return true
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
