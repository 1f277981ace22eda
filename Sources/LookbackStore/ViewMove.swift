import LookbackCore
import LookbackPostgres
import LookbackTime

/// What changes in a list's line when a case moves on and its data stay as they are.
struct ViewMove: Hashable {
  let tenant: TenantID
  let id: CaseID
  let state: String
  let due: CivilDate?
  let ended: Moment?

  /// - Parameter due: the case's next due date.
  init(_ current: Case, due: CivilDate?) {
    tenant = current.tenant
    id = current.id
    state = current.root.state
    self.due = due
    ended = current.root.isEnded ? current.root.entered.at : nil
  }
}

extension Case {
  /// Whether title, data and business keys of both are the same: they follow from these.
  func tellsSame(as other: Case) -> Bool {
    root.workflow == other.root.workflow && root.data == other.root.data
  }
}

extension [ViewMove] {
  var columns: [Parameter] {
    [
      .int4s(map(\.tenant.value)), .int8s(map(\.id.value)), .texts(map(\.state)),
      .nullableDates(map { $0.due?.days }), .nullableTimestamptzs(map { $0.ended?.microseconds }),
    ]
  }
}
