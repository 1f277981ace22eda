import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// Collects what a batch writes, column by column, so that each table is written by one statement.
struct RecordingColumns {
  let locked: LockedBatch
  private(set) var heads: [CaseID: BatchRecorded.Head] = [:]
  /// The links of commands after which another command of the batch changed the same case.
  private(set) var earlierLinks: [BatchRecorded.EventKey: [UInt8]] = [:]
  private var opened: [CaseRow] = []
  private var moved: [CaseRow] = []
  private var records: [(event: CaseEvent, record: EventRecord, owner: CaseID)] = []
  private var commands: [(done: CaseChange.CommandDone, owner: CaseID, link: [UInt8])] = []
  private var messages: [(message: Message, at: Moment, owner: CaseID)] = []
  private var disarmed: [DueTimer] = []
  private var armed: [DueTimer] = []
  private var doneItems: [(item: WorkItem, owner: CaseID)] = []
  private var newItems: [(item: WorkItem, owner: CaseID)] = []
  private var freedKeys: [UniqueValue] = []
  private var takenKeys: [(key: UniqueValue, target: CaseID)] = []
  private var views: [CaseSummary] = []
  private var closures: [(closure: CaseClosure, owner: CaseID)] = []
  private var registers: [RegisterKey: Int] = [:]

  /// A case as the table `cases` stores it.
  private struct CaseRow {
    let owner: CaseID
    let sequenceBefore: Int64
    let sequence: Int64
    let head: [UInt8]
    let lastMicroseconds: Int64
    let definition: [UInt8]
    let document: [UInt8]
    let workflow: String
    let state: String
    let since: Moment
    let urgency: Urgency
    let ended: Moment?

    init(_ change: CaseChange, head: [UInt8]) {
      let (after, events) = (change.transition.result, change.transition.events)
      let root = after.root
      owner = after.id
      sequenceBefore = change.before ?? 0
      sequence = after.sequence
      self.head = head
      lastMicroseconds = events.last?.at.microseconds ?? after.opened.microseconds
      definition = change.definition
      document = after.canonicalBytes
      workflow = root.workflow.name
      state = root.state
      since = root.entered.at
      urgency = change.transition.writes.urgency
      ended = after.ended
    }
  }

  init(locked: LockedBatch) {
    self.locked = locked
    heads.reserveCapacity(locked.cases.count)
  }

  mutating func add(_ change: CaseChange) {
    let (after, writes) = (change.transition.result, change.transition.writes)
    let firstRecord = records.count
    let head = chain(change)
    heads[after.id] = BatchRecorded.Head(sequence: after.sequence, link: head)
    addCommands(change, firstRecord, head)
    for message in change.transition.messages {
      let event = change.transition.events.first { $0.sequence == message.sequence }
      messages.append((message, event?.at ?? after.opened, after.id))
    }
    let row = CaseRow(change, head: head)
    if change.before == nil { opened.append(row) } else { moved.append(row) }
    addTimers(of: after.id, writes.timers)
    doneItems += writes.workItems.removed.map { ($0, after.id) }
    newItems += writes.workItems.added.map { ($0, after.id) }
    freedKeys += writes.uniqueValues.removed
    takenKeys += writes.uniqueValues.added.map { ($0, after.id) }
    if let heading = writes.heading { views.append(CaseSummary(after, heading, writes.urgency)) }
    closures += writes.closures.map { ($0, after.id) }
  }

  /// Adds the commands of a change, each with the link of the last event that it made.
  private mutating func addCommands(_ change: CaseChange, _ firstRecord: Int, _ head: [UInt8]) {
    let after = change.transition.result
    for done in change.commands {
      var link = head
      if done.sequence != after.sequence, let first = change.transition.events.first?.sequence {
        let index = firstRecord + Int(clamping: done.sequence - first)
        if records.indices.contains(index) { link = records[index].record.link }
        earlierLinks[BatchRecorded.EventKey(id: after.id, sequence: done.sequence)] = link
      }
      guard done.command.isRemembered else { continue }
      commands.append((done, after.id, link))
    }
  }

  /// Inserts timers again that were deleted for the batch and did not fire.
  mutating func spare(_ timers: [DueTimer]) { armed += timers }

  mutating func addRegisters(_ drawn: [RegisterKey: Int]) { registers.merge(drawn) { $1 } }

  /// Links the new events to the last link that was read under the lock.
  /// - Returns: the link of the last event.
  private mutating func chain(_ change: CaseChange) -> [UInt8] {
    // The chain of a case begins with the definition that opened it. A move to another version does not change that;
    // its event names the new digest.
    let found = locked.cases[change.id]
    let place = EventRecord.Place(id: change.id, definition: found?.definition ?? change.definition)
    var head = found?.link ?? place.genesis(.sha256)
    for event in change.transition.events {
      let record = EventRecord(event, at: place, after: head)
      head = record.link
      records.append((event, record, change.id))
    }
    return head
  }

  private mutating func addTimers(of owner: CaseID, _ timers: Delta<Timer>) {
    guard !timers.isEmpty else { return }
    let lane = owner.lane + (locked.isOnTestClock ? 64 : 0)
    func row(_ timer: Timer) -> DueTimer { DueTimer(lane: lane, target: owner, key: timer.key, due: timer.due) }
    // The timers that the batch took are deleted from their table already.
    disarmed += timers.removed.map(row).filter { locked.timers.isEmpty || !locked.timers.contains($0) }
    armed += timers.added.map(row)
  }

  /// When the earliest new timer on the database's clock is due; nil if there is none.
  var earliestArmed: Moment? { armed.filter { $0.lane < 64 }.map(\.due).min() }

  /// The statements of the second flight that have something to write.
  var steps: [(Statement, [Parameter])] {
    choices.filter { !$0.isEmpty }.map { ($0.statement, $0.columns()) }
  }

  /// All statements of the second flight, also those that have nothing to write.
  var allSteps: [(Statement, [Parameter])] { choices.map { ($0.statement, $0.columns()) } }

  private var choices: [(isEmpty: Bool, statement: Statement, columns: () -> [Parameter])] {
    [
      (opened.isEmpty, Statements.insertCases, { caseColumns }),
      (moved.isEmpty, Statements.updateCases, { moveColumns }),
      (records.isEmpty, Statements.insertEvents, { eventColumns }),
      (!hasTexts, Statements.insertEventTexts, { textColumns }),
      (commands.isEmpty, Statements.insertCommands, { commandColumns }),
      (freedKeys.isEmpty, Statements.deleteKeys, { freedKeys.columns }),
      (
        takenKeys.isEmpty, Statements.insertKeys,
        {
          takenKeys.map(\.key).columns + [.int8s(takenKeys.map(\.target.value))]
        }
      ),
      (disarmed.isEmpty, Statements.deleteTimers, { disarmed.columns }),
      (armed.isEmpty, Statements.insertTimers, { armed.columns }),
      (doneItems.isEmpty, Statements.deleteWorkItems, { itemColumns(doneItems) }),
      (
        newItems.isEmpty, Statements.insertWorkItems,
        {
          itemColumns(newItems) + [
            .texts(newItems.map(\.item.workflow.name)),
            .int4s(newItems.map { Int32(clamping: $0.item.workflow.version) }),
          ] + newItems.map(\.item.urgency).columns + [.int8s(newItems.map(\.item.since.microseconds))]
        }
      ),
      (messages.isEmpty, Statements.insertMessages, { messageColumns }),
      (views.isEmpty, Statements.upsertCaseViews, { views.viewColumns }),
      (closures.isEmpty, Statements.insertClosings, { closures.columns }),
      (registers.isEmpty, Statements.updateRegisters, { registerColumns }),
    ]
  }

  private var caseColumns: [Parameter] {
    keyColumns(opened) + stateColumns(opened) + [
      .byteas(opened.map(\.definition)), .texts(opened.map(\.workflow)),
    ]
  }

  private func keyColumns(_ rows: [CaseRow]) -> [Parameter] {
    [.int8s(rows.map(\.owner.value))]
  }

  private func stateColumns(_ rows: [CaseRow]) -> [Parameter] {
    [
      .int8s(rows.map(\.sequence)), .byteas(rows.map(\.head)), .int8s(rows.map(\.lastMicroseconds)),
      .byteas(rows.map(\.document)), .texts(rows.map(\.state)), .int8s(rows.map(\.since.microseconds)),
    ] + rows.map(\.urgency).columns + [.nullableTimestamptzs(rows.map(\.ended?.microseconds))]
  }

  /// The ctids of the changed cases. A case that was not locked gets (0,0), which no row has: the UPDATE then misses
  /// it, and `require_rows` fails.
  private var ctids: [CTID] {
    moved.map { locked.cases[$0.owner]?.ctid ?? CTID(block: 0, offset: 0) }
  }

  private var moveColumns: [Parameter] {
    keyColumns(moved) + [.places(ctids), .int8s(moved.map(\.sequenceBefore))] + stateColumns(moved) + [
      .int8(Int64(moved.count))
    ]
  }

  private var eventColumns: [Parameter] {
    [
      .int8s(records.map(\.owner.value)), .int8s(records.map(\.event.sequence)),
      .timestamptzs(records.map(\.event.at.microseconds)), .dates(records.map(\.event.on.days)),
      .int4s(records.map { Int32(clamping: $0.event.track.value) }),
      .texts(records.map(\.event.name)), .texts(records.map(\.event.from)), .texts(records.map(\.event.to)),
      .texts(records.map(\.event.actor)), .texts(records.map(\.event.command.value)),
      .byteas(records.map(\.record.body)), .byteas(records.map(\.record.link)),
    ]
  }

  private var hasTexts: Bool { records.contains { !$0.record.texts.commitments.isEmpty } }

  private var textColumns: [Parameter] {
    let rows = records.filter { !$0.record.texts.commitments.isEmpty }
    return [
      .int8s(rows.map(\.owner.value)), .int8s(rows.map(\.event.sequence)), .byteas(rows.map(\.record.texts.bytes)),
    ]
  }

  private var commandColumns: [Parameter] {
    [
      .texts(commands.map(\.done.command.id.value)), .texts(commands.map(\.done.command.owner)),
      .int8s(commands.map(\.owner.value)), .int8s(commands.map(\.done.sequence)),
      .byteas(commands.map(\.done.command.content)), .texts(commands.map(\.done.state)),
      .byteas(commands.map(\.link)), .timestamptzs(commands.map(\.done.at.microseconds)),
    ]
  }

  private func itemColumns(_ rows: [(item: WorkItem, owner: CaseID)]) -> [Parameter] {
    [
      .int8s(rows.map(\.owner.value)), .int4s(rows.map { Int32(clamping: $0.item.track.value) }),
      .texts(rows.map(\.item.kind)), .texts(rows.map(\.item.assignee.description)),
    ]
  }

  private var messageColumns: [Parameter] {
    [
      .int2s(messages.map { $0.owner.lane }), .int8s(messages.map(\.owner.value)),
      .int8s(messages.map(\.message.sequence)), .timestamptzs(messages.map(\.at.microseconds)),
      .int4s(messages.map { Int32(clamping: $0.message.track.value) }), .texts(messages.map(\.message.topic.rawValue)),
      .texts(messages.map(\.message.about)),
      .texts(messages.map { $0.message.to.map(\.description).joined(separator: ",") }),
      .nullableDates(messages.map(\.message.due?.days)), .int4s(messages.map { Int32(clamping: $0.message.used) }),
    ]
  }

  private var registerColumns: [Parameter] {
    [
      .texts(registers.map(\.key.name)), .int4s(registers.map { Int32(clamping: $0.key.period) }),
      .int8s(registers.map { Int64($0.value) }),
    ]
  }
}
