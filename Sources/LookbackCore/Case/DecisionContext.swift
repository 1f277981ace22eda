package import LookbackCEL
package import LookbackTime

/// Everything that a decision may know besides the case and the command.
package struct DecisionContext: Sendable {
  package var library: Library
  /// The office's clock, read after the case was locked.
  package var moment: Moment
  package var directory: Directory
  package var units: [String: UnitFacts]
  /// The next number of each register; a register that is missing here begins with 1.
  package var registers: [RegisterKey: Int]
  /// The cases that have these unique values, or that have one of them as their case number, as far as they were looked
  /// up.
  package var taken: [UniqueValue: CaseID] = [:]
  /// The other cases that guards may read, as they are now.
  package var others: [CaseID: Case] = [:]
  /// What all decisions and guards of the request that asks may take together; nil for what is recorded.
  package var allowance: StepAllowance?

  package init(
    library: Library, moment: Moment, directory: Directory = Directory(), units: [String: UnitFacts] = [:],
    registers: [RegisterKey: Int] = [:]
  ) {
    self.library = library
    self.moment = moment
    self.directory = directory
    self.units = units
    self.registers = registers
  }
}

/// What a decision needs to know about a unit.
package struct UnitFacts: Sendable, Hashable {
  /// The letter code of the unit's documents (发文代字), such as 青民.
  package var documentCode: String?
  package init(documentCode: String?) { self.documentCode = documentCode }
}

extension Library {
  /// The office's civil date at `moment`: in the time zone of the first workflow.
  package func officeDate(at moment: Moment) -> CivilDate {
    workflows.values.min { $0.reference < $1.reference }.map { date(at: moment, in: $0) } ?? moment.utcDay
  }

  /// The civil date at `moment` in the time zone of `workflow`; in UTC if that zone is not loaded.
  package func date(at moment: Moment, in workflow: Workflow) -> CivilDate {
    zone(of: workflow).date(at: moment)
  }

  /// The legal midnight at which `date` begins in the time zone of `workflow`.
  package func startOfDay(_ date: CivilDate, in workflow: Workflow) -> Moment {
    zone(of: workflow).startOfDay(date)
  }

  /// The time zone of `workflow`; UTC if it is not loaded.
  func zone(of workflow: Workflow) -> TimeZoneRules { zones[workflow.timezone] ?? .utc }

  /// The calendar of this edition or, if the edition is unknown, the newest calendar of the workflow.
  package func calendar(_ edition: CalendarEdition?, of workflow: Workflow) -> WorkCalendar? {
    edition.flatMap { calendars[$0] } ?? editions[workflow.calendar].flatMap { calendars[$0] }
  }
}
