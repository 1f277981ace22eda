import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// The rows that are derived from cases and written beside them: what the engine waits for and people see.
///
/// A timer too many does no harm, since a case is asked before it moves; one too few would let a deadline be forgotten.
struct DerivedRows {
  private let cases: [Case]
  private let library: Library
  private let schedules: [CaseSchedule]

  /// Cases of versions that the library does not know are left out: nothing can be derived from them.
  init(of cases: [Case], _ library: Library) {
    self.library = library
    self.cases = cases.filter { current in current.tracks.allSatisfy { library.workflow($0.workflow) != nil } }
    schedules = self.cases.map { CaseSchedule($0, in: library) }
  }

  /// Statements that each give the numbers of cases whose rows are wrong, with what is wrong.
  var questions: [(kind: ChainFault.Kind, step: (Statement, [Parameter]))] {
    cases.isEmpty
      ? []
      : [
        (.unarmed, (Statements.listUnarmedTimers, timers.columns)),
        (.workItems, (Statements.listWrongWorkItems, itemColumns)),
        (.view, (Statements.listWrongCaseViews, summaries.columns)),
        (.keys, (Statements.listLostKeys, keyColumns)),
      ]
  }

  /// Statements that make the rows which were found wrong anew. Nothing is taken from another case.
  func remedy(for kind: ChainFault.Kind) -> [(Statement, [Parameter])] {
    switch kind {
    case .unarmed: [(Statements.armTimers, timers.columns)]
    case .workItems:
      [
        (Statements.clearWorkItems, [.int8s(cases.map(\.id.value))]),
        (Statements.insertWorkItems, newItemColumns),
      ]
    case .view: [(Statements.replaceCaseViews, summaries.columns)]
    case .keys: [(Statements.takeKeys, keyColumns)]
    default: []
    }
  }

  private var timers: [DueTimer] {
    zip(cases, schedules).flatMap { owner, schedule in
      schedule.timers.map { DueTimer(lane: owner.id.lane, target: owner.id, key: $0.key, due: $0.due) }
    }
  }

  private var items: [(owner: CaseID, item: WorkItem)] {
    zip(cases, schedules).flatMap { owner, schedule in
      owner.workItems(in: library, schedule).map { (owner: owner.id, item: $0) }
    }
  }

  /// As `insert_work_items` takes them.
  private var newItemColumns: [Parameter] {
    let items = items
    return [
      .int8s(items.map(\.owner.value)), .int4s(items.map { Int32(clamping: $0.item.track.value) }),
      .texts(items.map(\.item.kind)), .texts(items.map(\.item.assignee.description)),
      .texts(items.map(\.item.workflow.name)), .int4s(items.map { Int32(clamping: $0.item.workflow.version) }),
    ] + items.map(\.item.urgency).columns + [.int8s(items.map(\.item.since.microseconds))]
  }

  private var itemColumns: [Parameter] {
    let items = items
    return [
      .int8s(cases.map(\.id.value)), .int8s(items.map(\.owner.value)),
      .int4s(items.map { Int32(clamping: $0.item.track.value) }), .texts(items.map(\.item.kind)),
      .texts(items.map(\.item.assignee.description)),
    ] + items.map(\.item.urgency).columns
  }

  private var summaries: [CaseSummary] {
    zip(cases, schedules).map { CaseSummary($0, $0.heading(in: library), $1.urgency) }
  }

  private var keyColumns: [Parameter] {
    let keys = cases.flatMap { owner in owner.uniqueValues(in: library).map { (key: $0, owner: owner.id) } }
    return keys.map(\.key).columns + [.int8s(keys.map(\.owner.value))]
  }
}
