package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// Whether the office keeps the duties of administrators apart, and what holds now.
package struct Separation: Sendable, Hashable {
  package var isApart: Bool
  /// Until when an emergency lasts, in which root may do everything; nil if there is none.
  package var emergency: Moment?
  /// Whether somebody has the duty of security, so that root's first grant has been made.
  package var hasSecurity: Bool

  /// Whether root has no rights beyond the first grant.
  package var bindsRoot: Bool { isApart && emergency == nil }
}

/// A duty that somebody has.
package struct DutyLine: Sendable, Hashable {
  package var person: String
  package var name: String
  package var duty: Duty
  package var since: Moment
  package var givenBy: String
}

extension Store {
  /// Returns how the duties stand.
  package func separation() async throws(StoreError) -> Separation {
    let found = try await rows(Statements.readSeparation, []) { row in
      Separation(
        isApart: try row.bool(0), emergency: try row.optionalInt8(1).map { Moment(microseconds: $0) },
        hasSecurity: try row.bool(2))
    }
    guard let found = found.first else { throw .unreadable("office") }
    return found
  }

  /// Returns the duties of a person.
  package func duties(of person: String) async throws(StoreError) -> Set<Duty> {
    Set(try await duties().filter { $0.person == person }.map(\.duty))
  }

  /// Returns all duties, by person.
  package func duties() async throws(StoreError) -> [DutyLine] {
    try await rows(Statements.listDuties, []) { row in
      DutyLine(
        person: try row.text(0), name: try row.text(1), duty: Duty(rawValue: try row.text(2)) ?? .audit,
        since: Moment(microseconds: try row.timestamptz(3)), givenBy: try row.text(4))
    }
  }

  /// Gives a person a duty.
  /// - Returns: false if the person has it.
  package func give(_ duty: Duty, to person: String, by initiator: Initiator) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      let columns: Parameters = [
        "person": .text(person), "duty": .text(duty.rawValue), "given_by": .text(initiator.name),
      ]
      guard try !c.query(Statements.insertDuty, columns).isEmpty else { return false }
      acts.append(AdministrativeAct(.dutyGiven, person, [.init("duty", to: duty.rawValue)]))
      return true
    }
  }

  /// Takes a duty from a person.
  /// - Returns: false if the person does not have it.
  package func take(_ duty: Duty, from person: String, by initiator: Initiator) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      let columns: Parameters = ["person": .text(person), "duty": .text(duty.rawValue)]
      guard try !c.query(Statements.deleteDuty, columns).isEmpty else { return false }
      acts.append(AdministrativeAct(.dutyTaken, person, [.init("duty", from: duty.rawValue, to: nil)]))
      return true
    }
  }

  /// Keeps the duties apart, or together.
  package func keepDuties(apart: Bool, by initiator: Initiator) async throws(StoreError) {
    try await administer(by: initiator) { c, acts in
      guard try !c.query(Statements.setDutiesApart, ["apart": .bool(apart)]).isEmpty else { return }
      acts.append(
        AdministrativeAct(.officeChanged, "office", [.init("duties_apart", from: "\(!apart)", to: "\(apart)")]))
    }
  }

  /// Declares an emergency for so many minutes, or ends it with none.
  /// - Returns: until when it lasts; nil if none lasts.
  package func setEmergency(
    minutes: Int64, reason: String, by initiator: Initiator
  ) async throws(StoreError) -> Moment? {
    try await administer(by: initiator) { c, acts in
      let row = try c.query(Statements.setEmergency, ["minutes": .int8(minutes)]).first
      let until = try row?.optionalInt8(0).map { Moment(microseconds: $0) }
      let kind: AdministrativeAct.Kind = until == nil ? .emergencyEnded : .emergencyDeclared
      let facts: [AdministrativeAct.Fact] =
        until.map { [.init("reason", to: reason), .init("until", to: "\($0)")] } ?? []
      acts.append(AdministrativeAct(kind, "office", facts))
      return until
    }
  }
}
