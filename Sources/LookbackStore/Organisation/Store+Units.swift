package import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  package func add(
    _ unit: UnitLine, by initiator: Initiator, on today: CivilDate = .first
  ) async throws(StoreError) {
    try await add([UnitChange(unit)], by: initiator, on: today)
  }

  /// Adds these units, or changes those that are there: all of them or none. A name that a unit had is kept with the day
  /// until which it had it.
  /// - Throws: `StoreError.refusedEntries` with everything that is wrong.
  @discardableResult
  package func add(
    _ changes: [UnitChange], by initiator: Initiator, on today: CivilDate, isDryRun: Bool = false
  ) async throws(StoreError) -> EntryCounts {
    try await administer(by: initiator, isDryRun: isDryRun) { c, acts in
      var plan = UnitPlan(try c.allUnits(), on: today)
      try plan.take(changes)
      _ = try c.pipeline(plan.steps)
      acts = plan.acts
      return plan.counts
    }
  }

  /// Returns all units, those that are gone included.
  package func units() async throws(StoreError) -> [UnitLine] {
    try await rows(Statements.findUnits, []) { try UnitLine($0) }
  }

  /// Returns the names that a unit had before, the first one first.
  package func formerNames(of unit: String) async throws(StoreError) -> [FormerName] {
    try await rows(Statements.listUnitNames, ["unit": .text(unit)]) { row in
      FormerName(name: try row.text(0), documentCode: try row.optionalText(1), changedOn: try row.civilDate(2))
    }
  }
}

extension Connection {
  func allUnits() throws -> [String: UnitLine] {
    try Dictionary(query(Statements.findUnits).map { (try $0.text(0), try UnitLine($0)) }) { first, _ in first }
  }
}

/// What is to be written for changes of units.
struct UnitPlan {
  private(set) var acts: [AdministrativeAct] = []
  private(set) var steps: [(Statement, Parameters)] = []
  private(set) var counts = EntryCounts()
  private(set) var known: [String: UnitLine]
  private let today: CivilDate

  init(_ known: [String: UnitLine], on today: CivilDate) {
    self.known = known
    self.today = today
  }

  /// - Throws: `StoreError.refusedEntries` with everything that is wrong.
  mutating func take(_ changes: [UnitChange]) throws {
    var problems: [EntryProblem] = []
    for (index, change) in changes.enumerated() {
      if let reason = refusal(of: change) {
        problems.append(EntryProblem(index, reason))
      } else {
        let before = known[change.code]
        write(change.applied(to: before), before == nil ? .unitAdded : .unitChanged)
      }
    }
    guard problems.isEmpty else { throw StoreError.refusedEntries(problems) }
  }

  private func refusal(of change: UnitChange) -> EntryProblem.Reason? {
    guard EntryProblem.isCode(change.code) else { return .codeIllFormed(change.code) }
    if known[change.code]?.isGone(on: today) == true { return .goneUnit(change.code) }
    guard let parent = change.parent else { return nil }
    guard let above = known[parent] else { return .unknownUnit(parent) }
    if above.isGone(on: today) { return .goneUnit(parent) }
    return isBelow(parent, change.code) ? .unitLoop(change.code, below: parent) : nil
  }

  /// Whether a unit is another one or stands below it.
  private func isBelow(_ unit: String, _ other: String) -> Bool {
    var seen: Set<String> = []
    var place: String? = unit
    while let code = place, seen.insert(code).inserted {
      if code == other { return true }
      place = known[code]?.parent
    }
    return false
  }

  /// Writes a unit as it is from now on, with an act of this kind if anything changes.
  mutating func write(
    _ line: UnitLine, _ kind: AdministrativeAct.Kind, _ more: [AdministrativeAct.Fact] = []
  ) {
    let before = known[line.code]
    let facts = UnitLine.differences(before, line)
    guard before == nil || !facts.isEmpty else { return counts.unchanged += 1 }
    if before == nil { counts.added += 1 } else { counts.changed += 1 }
    if let before, before.name != line.name || before.documentCode != line.documentCode {
      steps.append((Statements.insertUnitName, before.nameColumns(until: today)))
    }
    known[line.code] = line
    acts.append(AdministrativeAct(kind, line.code, facts + more))
    steps.append((Statements.insertUnit, line.columns))
  }
}
