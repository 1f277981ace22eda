import LookbackCore
import LookbackPostgres
import LookbackTime

/// The work items that a batch lays out, or those that it takes away, column by column.
struct WorkItemColumns {
  private var owners: [Int64] = []
  private var tracks: [Int32] = []
  private var kinds = TextColumn()
  private var assignees = TextColumn()
  private var workflows = TextColumn()
  private var versions: [Int32] = []
  private var urgencies: [Urgency] = []
  private var since: [Int64] = []

  var isEmpty: Bool { owners.isEmpty }

  mutating func append(_ items: [WorkItem], of owner: CaseID) {
    for item in items {
      owners.append(owner.value)
      tracks.append(Int32(clamping: item.track.value))
      kinds.append(item.kind)
      assignees.append(item.assignee.description)
      workflows.append(item.workflow.name)
      versions.append(Int32(clamping: item.workflow.version))
      urgencies.append(item.urgency)
      since.append(item.since.microseconds)
    }
  }

  /// The parameters of `delete_work_items`.
  var keys: Parameters {
    [
      "case_id": .int8s(owners), "track": .int4s(tracks), "kind": .textColumn(kinds),
      "assignee": .textColumn(assignees),
    ]
  }

  /// The parameters of `insert_work_items`.
  var parameters: Parameters {
    keys + ["workflow": .textColumn(workflows), "version": .int4s(versions)] + urgencies.columns
      + ["since_us": .int8s(since)]
  }
}
