import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// The cases that a batch opens, or those that it moves on, column by column.
struct CaseColumns {
  private var owners: [Int64] = []
  private var ctids: [CTID] = []
  private var sequencesBefore: [Int64] = []
  private var sequences: [Int64] = []
  private var heads: [[UInt8]] = []
  private var moments: [Int64] = []
  private var documents: [Range<Int>] = []
  private var states = TextColumn()
  private var since: [Int64] = []
  private var urgencies: [Urgency] = []
  private var endings: [Int64?] = []
  private var definitions: [[UInt8]] = []
  private var workflows = TextColumn()

  var isEmpty: Bool { owners.isEmpty }

  /// - Parameters:
  ///   - head: the link of the last event.
  ///   - document: where the stored form of the case stands in the arena.
  ///   - ctid: where the row was read under the lock; nil for a case that is opened.
  mutating func append(_ change: CaseChange, head: [UInt8], document: Range<Int>, ctid: CTID?) {
    let transition = change.transition
    let after = transition.result
    let root = after.root
    owners.append(after.id.value)
    // A case that was not locked gets (0,0), which no row has: the UPDATE then misses it, and `require_rows` fails.
    ctids.append(ctid ?? CTID(block: 0, offset: 0))
    sequencesBefore.append(change.before ?? 0)
    sequences.append(after.sequence)
    heads.append(head)
    moments.append((transition.events.last?.at ?? after.opened).microseconds)
    documents.append(document)
    states.append(root.state)
    since.append(root.entered.at.microseconds)
    urgencies.append(transition.writes.urgency)
    endings.append(after.ended?.microseconds)
    definitions.append(change.definition)
    workflows.append(root.workflow.name)
  }

  /// The parameters of `insert_cases`.
  func openingParameters(_ arena: ByteArena) -> Parameters {
    ["case_id": .int8s(owners)] + common(arena)
      + ["definition": .byteas(definitions), "workflow": .textColumn(workflows)]
  }

  /// The parameters of `update_cases`.
  func movingParameters(_ arena: ByteArena) -> Parameters {
    ["case_id": .int8s(owners), "ctid": .places(ctids), "old_seq": .int8s(sequencesBefore)] + common(arena)
      + ["count": .int8(Int64(owners.count))]
  }

  private func common(_ arena: ByteArena) -> Parameters {
    [
      "seq": .int8s(sequences), "head": .byteas(heads), "last_us": .int8s(moments),
      "doc": .slices(of: arena.bytes, documents), "state": .textColumn(states), "since_us": .int8s(since),
    ] + urgencies.columns + ["ended_at": .nullableTimestamptzs(endings)]
  }
}
