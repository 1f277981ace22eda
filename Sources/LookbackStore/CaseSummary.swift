import LookbackCEL
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A case as lists show it. It is derived from the case and stored beside it.
package struct CaseSummary: Sendable, Hashable {
  package var id: CaseID
  package var workflow: WorkflowReference
  package var state: String
  /// The business number and the subject, as far as the case has them.
  package var title: String
  /// When the case's next term lapses.
  package var urgency: Urgency
  package var opened: Moment
  /// The business date of the opening.
  package var openedOn: CivilDate
  package var ended: Moment?
  /// The data of the root track as JSON text.
  package var data: String

  init(_ current: Case, _ heading: CaseHeading, _ urgency: Urgency) {
    id = current.id
    workflow = current.root.workflow
    state = current.root.state
    title = heading.title
    self.urgency = urgency
    opened = current.opened
    openedOn = heading.openedOn
    ended = current.ended
    data = JSONText.object(current.root.data)
  }

  init(_ row: Row) throws {
    id = CaseID(try row.int8(0))
    workflow = WorkflowReference(name: try row.text(1), version: Int(try row.int4(2)))
    state = try row.text(3)
    title = try row.text(4)
    urgency = try Urgency(row, day: 5, moments: 9)
    opened = Moment(microseconds: try row.timestamptz(6))
    ended = try row.optionalTimestamptz(7).map { Moment(microseconds: $0) }
    data = try row.text(8)
    openedOn = CivilDate(days: try row.date(11))
  }

  /// The last day of the case's next term; nil if no term runs.
  package var due: CivilDate? { urgency.day }
}

extension [CaseSummary] {
  /// The columns of `case_views`; the others are columns of the table `cases`.
  var viewColumns: Parameters {
    [
      "case_id": .int8s(map(\.id.value)), "version": .int4s(map { Int32(clamping: $0.workflow.version) }),
      "title": .texts(map(\.title)), "opened_at": .timestamptzs(map(\.opened.microseconds)),
      "data": .jsonbs(map(\.data)), "opened_on": .dates(map(\.openedOn.days)),
    ]
  }

  var columns: Parameters {
    [
      "case_id": .int8s(map(\.id.value)), "workflow": .texts(map(\.workflow.name)),
      "version": .int4s(map { Int32(clamping: $0.workflow.version) }), "state": .texts(map(\.state)),
      "title": .texts(map(\.title)), "due": .nullableDates(map { $0.due?.days }),
      "opened_at": .timestamptzs(map(\.opened.microseconds)),
      "ended_at": .nullableTimestamptzs(map { $0.ended?.microseconds }), "data": .jsonbs(map(\.data)),
    ] + map(\.urgency).momentColumns + ["opened_on": .dates(map(\.openedOn.days))]
  }
}
