import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// The rows that are derived from cases and stored beside them: timers, work items, lines of
/// lists, readers and unique values.
///
/// An extra timer does no harm, because the engine asks the case before it fires; a missing one would let a deadline be
/// forgotten.
struct DerivedRows {
  private let cases: [Case]
  private let library: Library
  private let schedules: [CaseSchedule]

  /// Leaves out the cases of versions that the library does not know, since nothing can be derived from them.
  init(of cases: [Case], _ library: Library) {
    self.library = library
    self.cases = cases.filter { current in current.tracks.allSatisfy { library.workflow($0.workflow) != nil } }
    schedules = self.cases.map { CaseSchedule($0, in: library) }
  }

  /// The statements that return the numbers of cases with wrong rows, each with the kind of fault that it finds.
  var questions: [(kind: ChainFault.Kind, step: (Statement, Parameters))] {
    cases.isEmpty
      ? []
      : [
        (.unarmed, (Statements.listUnarmedTimers, timers.columns)),
        (.workItems, (Statements.listWrongWorkItems, itemColumns)),
        (.view, (Statements.listWrongCaseViews, summaries.columns)),
        (.readers, (Statements.listWrongCaseReaders, readerColumns + ["case_ids": .int8s(cases.map(\.id.value))])),
        (.keys, (Statements.listLostKeys, keyColumns)),
      ]
  }

  /// The statements that replace the rows of this kind. They take no unique value away from another case.
  func remedy(for kind: ChainFault.Kind) -> [(Statement, Parameters)] {
    switch kind {
    case .unarmed: [(Statements.armTimers, timers.columns)]
    case .workItems:
      [
        (Statements.clearWorkItems, ["case_ids": .int8s(cases.map(\.id.value))]),
        (Statements.insertWorkItems, newItemColumns),
      ]
    case .view: [(Statements.replaceCaseViews, summaries.columns)]
    case .readers:
      [
        (Statements.clearCaseReaders, ["case_ids": .int8s(cases.map(\.id.value))]),
        (Statements.insertCaseReaders, readerColumns),
      ]
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

  /// The parameters of `insert_work_items`.
  private var newItemColumns: Parameters {
    let items = items
    return itemKeys(of: items) + [
      "workflow": .texts(items.map(\.item.workflow.name)),
      "version": .int4s(items.map { Int32(clamping: $0.item.workflow.version) }),
    ] + items.map(\.item.urgency).columns + ["since_us": .int8s(items.map(\.item.since.microseconds))]
  }

  /// The parameters of `list_wrong_work_items`.
  private var itemColumns: Parameters {
    let items = items
    return itemKeys(of: items) + items.map(\.item.urgency).columns + ["case_ids": .int8s(cases.map(\.id.value))]
  }

  private func itemKeys(of items: [(owner: CaseID, item: WorkItem)]) -> Parameters {
    [
      "case_id": .int8s(items.map(\.owner.value)),
      "track": .int4s(items.map { Int32(clamping: $0.item.track.value) }),
      "kind": .texts(items.map(\.item.kind)),
      "assignee": .texts(items.map(\.item.assignee.description)),
    ]
  }

  private var summaries: [CaseSummary] {
    zip(cases, schedules).map { CaseSummary($0, $0.heading(in: library), $1.urgency) }
  }

  private var readerColumns: Parameters {
    var columns = ReaderColumns()
    for owner in cases { columns.append(owner.readers(in: library), of: owner.id) }
    return columns.parameters
  }

  private var keyColumns: Parameters {
    let keys = cases.flatMap { owner in owner.uniqueValues(in: library).map { (key: $0, owner: owner.id) } }
    return keys.map(\.key).columns + ["case_id": .int8s(keys.map(\.owner.value))]
  }
}
