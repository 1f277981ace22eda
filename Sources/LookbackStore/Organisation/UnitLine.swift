package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A unit in the list of the organisation.
package struct UnitLine: Sendable, Hashable {
  package var code: String
  package var name: String
  package var documentCode: String?
  /// The unit above it; nil at the top.
  package var parent: String?
  /// The days on which it exists.
  package var days: ActiveDays
  /// The unit into which it was merged.
  package var successor: String?

  package init(
    code: String, name: String, documentCode: String?, parent: String? = nil, days: ActiveDays = .always,
    successor: String? = nil
  ) {
    self.code = code
    self.name = name
    self.documentCode = documentCode
    self.parent = parent
    self.days = days
    self.successor = successor
  }

  /// Decodes a row of `find_units`.
  init(_ row: Row) throws {
    self.init(
      code: try row.text(0), name: try row.text(1), documentCode: try row.optionalText(2),
      parent: try row.optionalText(3), days: try row.days(at: 4), successor: try row.optionalText(6))
  }

  /// Whether it existed once and does not on this day.
  package func isGone(on day: CivilDate) -> Bool { days.last.map { $0 < day } ?? false }

  var columns: Parameters {
    [
      "unit": .text(code), "name": .text(name), "document_code": .text(documentCode), "parent": .text(parent),
      "first_day": .date(days.first?.days), "last_day": .date(days.last?.days), "successor": .text(successor),
    ]
  }

  /// The columns of the name that it has until the day.
  func nameColumns(until day: CivilDate) -> Parameters {
    [
      "unit": .text(code), "name": .text(name), "document_code": .text(documentCode), "changed_on": .date(day.days),
    ]
  }

  /// What is different in `after`; everything if there was nothing before.
  static func differences(_ before: UnitLine?, _ after: UnitLine) -> [AdministrativeAct.Fact] {
    AdministrativeAct.Fact.differences(
      ("name", before?.name, after.name), ("document_code", before?.documentCode, after.documentCode),
      ("parent", before?.parent, after.parent),
      ("from", before?.days.first?.description, after.days.first?.description),
      ("until", before?.days.last?.description, after.days.last?.description),
      ("successor", before?.successor, after.successor))
  }
}

/// What is to be known of a unit from now on. What is nil stays as it is.
package struct UnitChange: Sendable, Hashable {
  /// What can be taken away again.
  package enum Clearing: String, Sendable, CaseIterable {
    case documentCode = "document_code"
    case parent, from
  }

  package var code: String
  /// If it is nil, a unit that is new has the code for a name.
  package var name: String?
  package var documentCode: String?
  package var parent: String?
  package var from: CivilDate?
  package var clearing: Set<Clearing> = []

  package init(code: String) { self.code = code }

  package init(_ line: UnitLine) {
    code = line.code
    name = line.name
    documentCode = line.documentCode
    parent = line.parent
    from = line.days.first
  }

  /// Returns the unit as it is after the change.
  func applied(to before: UnitLine?) -> UnitLine {
    var line = before ?? UnitLine(code: code, name: code, documentCode: nil)
    if clearing.contains(.documentCode) { line.documentCode = nil }
    if clearing.contains(.parent) { line.parent = nil }
    if clearing.contains(.from) { line.days.first = nil }
    line.name = name ?? line.name
    line.documentCode = documentCode ?? line.documentCode
    line.parent = parent ?? line.parent
    line.days.first = from ?? line.days.first
    return line
  }
}

/// A name that a unit had until a day.
package struct FormerName: Sendable, Hashable {
  package var name: String
  package var documentCode: String?
  /// The first day on which it was not called so any more.
  package var changedOn: CivilDate
}
