import LookbackCEL
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A case as lists show it; derived from the case, written beside it.
package struct CaseSummary: Sendable, Hashable {
  package var id: CaseID
  package var workflow: WorkflowReference
  package var state: String
  /// The business number and the subject, whichever there is.
  package var title: String
  /// When its next term lapses.
  package var urgency: Urgency
  package var opened: Moment
  /// The day from which the opening counts.
  package var openedOn: CivilDate
  package var ended: Moment?
  /// The root's data as JSON text.
  package var data: String

  init(_ current: Case, _ urgency: Urgency, _ library: Library) {
    id = current.id
    workflow = current.root.workflow
    state = current.root.state
    title = current.title(in: library)
    self.urgency = urgency
    opened = current.opened
    openedOn = current.openedOn(in: library)
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

  /// The last day of its next term.
  package var due: CivilDate? { urgency.day }
}

extension Case {
  /// The business date of its opening.
  fileprivate func openedOn(in library: Library) -> CivilDate {
    let mark = root.marks["open"]?.last.on
    return mark ?? library.workflow(root.workflow).map { library.date(at: opened, in: $0) } ?? CivilDate(days: 0)
  }

  /// Values of unique fields first, then the first other text, one that every case must have before others.
  func title(in library: Library) -> String {
    guard let fields = library.workflow(root.workflow)?.fields else { return "" }
    func texts(_ wanted: (Field) -> Bool) -> [String] {
      fields.filter(wanted).compactMap { field in
        if case .string(let text)? = root.data[field.name] { return text }
        return nil
      }
    }
    let names = texts { $0.isUnique }
    func isOtherText(_ field: Field) -> Bool {
      if case .text = field.type { return !field.isUnique }
      return false
    }
    let subject = texts { isOtherText($0) && $0.isRequired } + texts { isOtherText($0) && !$0.isRequired }
    return (names + subject.prefix(1)).joined(separator: " ")
  }

  /// The values of its unique fields.
  func uniqueValues(in library: Library) -> [UniqueValue] {
    library.workflow(root.workflow).map { UniqueValue.all(of: root.data, in: $0) } ?? []
  }
}

extension Case {
  /// Whether title, data and business keys of both are the same: they follow from these.
  func tellsSame(as other: Case) -> Bool {
    root.workflow == other.root.workflow && root.data == other.root.data
  }
}

extension [CaseSummary] {
  /// What stands in `case_views`: the rest stands beside the document of the case.
  var viewColumns: [Parameter] {
    [
      .int8s(map(\.id.value)), .int4s(map { Int32(clamping: $0.workflow.version) }),
      .texts(map(\.title)), .timestamptzs(map(\.opened.microseconds)), .jsonbs(map(\.data)),
      .dates(map(\.openedOn.days)),
    ]
  }

  var columns: [Parameter] {
    [
      .int8s(map(\.id.value)), .texts(map(\.workflow.name)),
      .int4s(map { Int32(clamping: $0.workflow.version) }), .texts(map(\.state)), .texts(map(\.title)),
      .nullableDates(map { $0.due?.days }), .timestamptzs(map(\.opened.microseconds)),
      .nullableTimestamptzs(map { $0.ended?.microseconds }), .jsonbs(map(\.data)),
    ] + map(\.urgency).columns.dropFirst() + [.dates(map(\.openedOn.days))]
  }
}
