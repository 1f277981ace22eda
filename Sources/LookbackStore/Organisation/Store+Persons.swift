package import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  package func add(
    _ person: PersonLine, by initiator: Initiator, on today: CivilDate = .first
  ) async throws(StoreError) {
    try await add([PersonChange(person)], by: initiator, on: today)
  }

  /// Adds these persons, or changes those that are there: all of them or none. The user of somebody who has retired is
  /// free for somebody else.
  /// - Returns: how many were added, changed, and left as they were.
  /// - Throws: `StoreError.refusedEntries` with everything that is wrong.
  @discardableResult
  package func add(
    _ changes: [PersonChange], by initiator: Initiator, on today: CivilDate, isDryRun: Bool = false
  ) async throws(StoreError) -> EntryCounts {
    try await administer(by: initiator, isDryRun: isDryRun) { c, acts in
      let plan = try PersonPlan(changes, try c.persons(of: changes), on: today)
      _ = try c.pipeline(plan.steps)
      acts = plan.acts
      return plan.counts
    }
  }

  /// Returns everybody, with the posts held on this day.
  package func persons(on day: CivilDate) async throws(StoreError) -> [PersonLine] {
    try await rows(Statements.listPersons, ["day": .date(day.days)]) { row in
      var line = try PersonLine(row)
      line.posts = try row.text(7).split(separator: ",").map(String.init)
      return line
    }
  }
}

/// How many entries of a list were new, changed something, and changed nothing.
package struct EntryCounts: Sendable, Hashable {
  package var added = 0
  package var changed = 0
  package var unchanged = 0

  package init() {}
}

extension Connection {
  /// Finds the persons whom a list names, and those who log in as users that it names.
  fileprivate func persons(of changes: [PersonChange]) throws -> [PersonLine] {
    let columns: Parameters = ["persons": .texts(changes.map(\.code)), "uids": .int8s(changes.compactMap(\.uid))]
    return try query(Statements.findPersons, columns).map { try PersonLine($0) }
  }
}

/// What is to be written for a list of persons.
private struct PersonPlan {
  private(set) var acts: [AdministrativeAct] = []
  private(set) var steps: [(Statement, Parameters)] = []
  private(set) var counts = EntryCounts()
  private var known: [String: PersonLine]
  private var users: [Int64: String]

  init(_ changes: [PersonChange], _ persons: [PersonLine], on today: CivilDate) throws {
    known = Dictionary(persons.map { ($0.code, $0) }) { first, _ in first }
    users = Dictionary(persons.compactMap { line in line.uid.map { ($0, line.code) } }) { first, _ in first }
    var problems: [EntryProblem] = []
    for (index, change) in changes.enumerated() {
      if let reason = refusal(of: change, on: today) {
        problems.append(EntryProblem(index, reason))
      } else {
        take(change)
      }
    }
    guard problems.isEmpty else { throw StoreError.refusedEntries(problems) }
  }

  private func refusal(of change: PersonChange, on today: CivilDate) -> EntryProblem.Reason? {
    guard EntryProblem.isCode(change.code) else { return .codeIllFormed(change.code) }
    if let uid = change.uid {
      guard (0...4_294_967_294).contains(uid), uid != 65_534 else { return .userReserved(uid) }
      if let holder = users[uid], holder != change.code, known[holder]?.isRetired(on: today) == false {
        return .userTaken(uid, by: holder)
      }
    }
    if let mail = change.mail, !Self.isMail(mail) { return .mailIllFormed(mail) }
    let before = known[change.code]
    let after = change.applied(to: before)
    if let first = after.days.first, let last = after.days.last, first > last, after.days != before?.days {
      return .daysReversed(first, last)
    }
    if before?.isRetired(on: today) == true, change.uid != nil || after.days != before?.days {
      return .retired(change.code)
    }
    return nil
  }

  private mutating func take(_ change: PersonChange) {
    if let uid = change.uid, let holder = users[uid], holder != change.code, var retired = known[holder] {
      retired.uid = nil
      write(retired)
    }
    write(change.applied(to: known[change.code]))
  }

  private mutating func write(_ line: PersonLine) {
    let before = known[line.code]
    guard let act = line.act(after: before) else { return counts.unchanged += 1 }
    if before == nil { counts.added += 1 } else { counts.changed += 1 }
    if let uid = before?.uid { users[uid] = nil }
    if let uid = line.uid { users[uid] = line.code }
    known[line.code] = line
    acts.append(act)
    steps.append((Statements.insertPerson, line.columns))
  }

  /// Whether a text can be an address: something at something, without blanks and signs that mean something in a header.
  private static func isMail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
      && text.unicodeScalars.allSatisfy {
        $0.value > 32 && $0.value != 127 && !"<>,;:\"()[]\\".unicodeScalars.contains($0)
      }
  }
}
