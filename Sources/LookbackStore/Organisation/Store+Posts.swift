package import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  package func add(
    _ line: PostLine, by initiator: Initiator, on today: CivilDate = .first
  ) async throws(StoreError) {
    try await add([line], by: initiator, on: today)
  }

  /// Gives these posts: all of them or none. A post that is held on one of its days already is not given twice; another
  /// last day becomes that of the one that is held.
  /// - Throws: `StoreError.refusedEntries` with everything that is wrong.
  @discardableResult
  package func add(
    _ lines: [PostLine], by initiator: Initiator, on today: CivilDate, isDryRun: Bool = false
  ) async throws(StoreError) -> EntryCounts {
    try await administer(by: initiator, isDryRun: isDryRun) { c, acts in
      let people: Parameters = ["persons": .texts(lines.map(\.person)), "uids": .int8s([])]
      let found = try c.pipeline([
        (Statements.findPersons, people), (Statements.findUnits, []),
        (Statements.findPosts, ["persons": .texts(lines.map(\.person))]),
      ])
      let plan = try PostPlan(
        lines, persons: try found[0].map { try PersonLine($0) }, units: try found[1].map { try UnitLine($0) },
        held: try found[2].map { (number: try $0.int8(5), line: try PostLine($0)) }, on: today)
      _ = try c.pipeline(plan.steps)
      acts = plan.acts
      return plan.counts
    }
  }

  /// Takes a post from a person, who does not hold it any more on this day. The row is ended and kept.
  /// - Returns: false if the person does not hold it then.
  package func remove(
    _ line: PostLine, by initiator: Initiator, on day: CivilDate
  ) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      let ended = try c.query(Statements.closePosts, line.endColumns(on: day))
      guard !ended.isEmpty else { return false }
      acts.append(
        AdministrativeAct(.postTaken, line.person, line.fact(isNew: false) + [.init("on", to: day.description)]))
      return true
    }
  }

  /// Returns the posts that are held, or will be, on this day or later; with `ended`, all that there ever were.
  package func posts(on day: CivilDate, ended: Bool = false) async throws(StoreError) -> [PostLine] {
    try await rows(Statements.listPosts, ["day": .date(ended ? nil : day.days)]) { try PostLine($0) }
  }

  /// Returns every post that somebody holds on this day, also those in units that were merged into another.
  package func heldPosts(on day: CivilDate) async throws(StoreError) -> Set<Post> {
    Set(try await rows(Statements.listHeldPosts, ["day": .date(day.days)]) { try $0.post(at: 0) }.compactMap(\.self))
  }
}

extension PostLine {
  fileprivate func endColumns(on day: CivilDate) -> Parameters {
    [
      "person": .text(person), "post": .text(post.name), "unit": .text(post.unit), "day": .date(day.days),
    ]
  }
}

/// What is to be written for a list of posts.
private struct PostPlan {
  private(set) var acts: [AdministrativeAct] = []
  private(set) var steps: [(Statement, Parameters)] = []
  private(set) var counts = EntryCounts()
  private let persons: [String: PersonLine]
  private let units: [String: UnitLine]
  private var held: [(number: Int64, line: PostLine)]

  init(
    _ lines: [PostLine], persons: [PersonLine], units: [UnitLine], held: [(number: Int64, line: PostLine)],
    on today: CivilDate
  ) throws {
    self.persons = Dictionary(persons.map { ($0.code, $0) }) { first, _ in first }
    self.units = Dictionary(units.map { ($0.code, $0) }) { first, _ in first }
    self.held = held
    var problems: [EntryProblem] = []
    for (index, line) in lines.enumerated() {
      if let reason = refusal(of: line, on: today) {
        problems.append(EntryProblem(index, reason))
      } else {
        take(line)
      }
    }
    guard problems.isEmpty else { throw StoreError.refusedEntries(problems) }
  }

  private func refusal(of line: PostLine, on today: CivilDate) -> EntryProblem.Reason? {
    guard EntryProblem.isCode(line.post.name) else { return .codeIllFormed(line.post.name) }
    guard let person = persons[line.person] else { return .unknownPerson(line.person) }
    guard let unit = units[line.post.unit] else { return .unknownUnit(line.post.unit) }
    if unit.isGone(on: max(today, line.days.first ?? today)) { return .goneUnit(line.post.unit) }
    if let first = line.days.first, let last = line.days.last, first > last { return .daysReversed(first, last) }
    return person.isRetired(on: max(today, line.days.first ?? today)) ? .retired(line.person) : nil
  }

  private mutating func take(_ line: PostLine) {
    let known = held.firstIndex {
      $0.line.person == line.person && $0.line.post == line.post && $0.line.days.overlap(line.days)
    }
    guard let known else {
      counts.added += 1
      held.append((0, line))
      acts.append(AdministrativeAct(.postGiven, line.person, line.fact(isNew: true)))
      return steps.append((Statements.insertPost, line.columns))
    }
    let before = held[known].line
    guard before.days.last != line.days.last, held[known].number > 0 else { return counts.unchanged += 1 }
    counts.changed += 1
    held[known].line.days.last = line.days.last
    steps.append(
      (Statements.setPostEnd, ["post_id": .int8(held[known].number), "last_day": .date(line.days.last?.days)]))
    acts.append(
      AdministrativeAct(
        .postGiven, line.person,
        [
          .init("post", to: line.post.description),
          .init("until", from: before.days.last?.description, to: line.days.last?.description),
        ]))
  }
}
