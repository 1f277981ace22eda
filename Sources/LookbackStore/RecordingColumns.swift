import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// Gathers what a batch writes, column by column, so that each table is written by one statement.
struct RecordingColumns {
  let library: Library
  let locked: LockedBatch
  private(set) var heads: [CaseID: BatchRecorded.Head] = [:]
  /// Of commands after which another one of the batch went on with the case.
  private(set) var earlierLinks: [BatchRecorded.Place: [UInt8]] = [:]
  private var opened: [CaseRow] = []
  private var moved: [CaseRow] = []
  private var records: [(event: CaseEvent, record: EventRecord, owner: CaseID)] = []
  private var commands: [(done: Recording.CommandDone, owner: CaseID, link: [UInt8])] = []
  private var messages: [(message: Message, at: Moment, owner: CaseID)] = []
  private var disarmed: [DueTimer] = []
  private var armed: [DueTimer] = []
  private var doneItems: [(item: WorkItem, owner: CaseID)] = []
  private var newItems: [(item: WorkItem, owner: CaseID)] = []
  private var freedKeys: [UniqueValue] = []
  private var takenKeys: [(key: UniqueValue, target: CaseID)] = []
  private var views: [CaseSummary] = []
  private var closings: [Closing] = []
  private var registers: [RegisterKey: Int] = [:]

  /// A case as its tables keep it.
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

    init(_ recording: Recording, head: [UInt8], _ urgency: Urgency) {
      let root = recording.after.root
      owner = recording.after.id
      sequenceBefore = recording.before?.sequence ?? 0
      sequence = recording.after.sequence
      self.head = head
      lastMicroseconds = recording.events.last?.at.microseconds ?? recording.after.opened.microseconds
      definition = recording.definition
      document = recording.after.canonicalBytes
      workflow = root.workflow.name
      state = root.state
      since = root.entered.at
      self.urgency = urgency
      ended = recording.after.ended
    }
  }

  init(library: Library, locked: LockedBatch) {
    self.library = library
    self.locked = locked
    heads.reserveCapacity(locked.cases.count)
  }

  mutating func add(_ recording: Recording) {
    let after = recording.after
    let firstRecord = records.count
    let head = chain(recording)
    heads[after.id] = BatchRecorded.Head(sequence: after.sequence, link: head)
    addCommands(recording, firstRecord, head)
    for message in recording.messages {
      let event = recording.events.first { $0.sequence == message.sequence }
      messages.append((message, event?.at ?? after.opened, after.id))
    }
    let known = recording.foresight
    let before = recording.before.map { CaseProspect($0, in: library, known: known.before.outlook) }
    let now = CaseProspect(after, in: library, known: known.after.outlook, since: before)
    let row = CaseRow(recording, head: head, now.urgency)
    if recording.before == nil { opened.append(row) } else { moved.append(row) }
    addTimers(of: after, before?.timers ?? [], now.timers)
    addWorkItems(of: after, before?.workItems ?? [], now.workItems)
    addKeys(recording)
    addSummary(recording, now.urgency)
    closings += Closing.all(in: recording, library)
  }

  /// Each with the link of the last event that it made.
  private mutating func addCommands(_ recording: Recording, _ firstRecord: Int, _ head: [UInt8]) {
    let after = recording.after
    for done in recording.commands {
      var link = head
      if done.sequence != after.sequence, let first = recording.events.first?.sequence {
        let place = firstRecord + Int(clamping: done.sequence - first)
        if records.indices.contains(place) { link = records[place].record.link }
        earlierLinks[BatchRecorded.Place(id: after.id, sequence: done.sequence)] = link
      }
      guard done.command.isRemembered else { continue }
      commands.append((done, after.id, link))
    }
  }

  /// Arms again what was taken and did not fire.
  mutating func spare(_ timers: [DueTimer]) { armed += timers }

  mutating func addRegisters(_ drawn: [RegisterKey: Int]) { registers.merge(drawn) { $1 } }

  /// Links the new events to the head that was read under the lock.
  private mutating func chain(_ recording: Recording) -> [UInt8] {
    let after = recording.after
    // A case that has moved to another version keeps its place; the event that moved it names the other digest.
    let found = locked.cases[after.id]
    let definition = found?.definition ?? recording.definition
    let place = EventRecord.Place(id: after.id, definition: definition)
    var head = found?.link ?? place.genesis(.sha256)
    for event in recording.events {
      let record = EventRecord(event, at: place, after: head)
      head = record.link
      records.append((event, record, after.id))
    }
    return head
  }

  private mutating func addTimers(of owner: Case, _ before: [Timer], _ now: [Timer]) {
    let lane = owner.id.lane + (locked.isOnTestClock ? 64 : 0)
    func row(_ timer: Timer) -> DueTimer {
      DueTimer(lane: lane, target: owner.id, key: timer.key, due: timer.due)
    }
    // What was taken is gone, so that a timer which is still waited for is armed again.
    let taken = locked.timers
    let standing = taken.isEmpty ? before : before.filter { !taken.contains(row($0)) }
    disarmed += standing.lacking(now).map(row)
    armed += now.lacking(standing).map(row)
  }

  private mutating func addWorkItems(of owner: Case, _ before: [WorkItem], _ now: [WorkItem]) {
    let (before, now) = (before.distinctByPerson, now.distinctByPerson)
    let owner = owner.id
    doneItems += before.lacking(now).map { ($0, owner) }
    newItems += now.lacking(before).map { ($0, owner) }
  }

  /// The earliest timer of the real clock that is new.
  var earliestArmed: Moment? { armed.filter { $0.lane < 64 }.map(\.due).min() }

  private mutating func addSummary(_ recording: Recording, _ urgency: Urgency) {
    if let before = recording.before, before.tellsSame(as: recording.after) { return }
    views.append(CaseSummary(recording.after, urgency, library))
  }

  private mutating func addKeys(_ recording: Recording) {
    if let before = recording.before, before.tellsSame(as: recording.after) { return }
    let before = Set(recording.before?.uniqueValues(in: library) ?? [])
    let now = Set(recording.after.uniqueValues(in: library))
    freedKeys += before.subtracting(now)
    takenKeys += now.subtracting(before).map { ($0, recording.after.id) }
  }

  /// The statements of flight 2, only those that have something to write.
  var steps: [(Statement, [Parameter])] {
    choices.filter { !$0.isEmpty }.map { ($0.statement, $0.columns()) }
  }

  /// Those with nothing to write, too.
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
      (closings.isEmpty, Statements.insertClosings, { closings.columns }),
      (registers.isEmpty, Statements.updateRegisters, { registerColumns }),
    ]
  }

  private var caseColumns: [Parameter] {
    keyColumns(opened) + standingColumns(opened) + [
      .byteas(opened.map(\.definition)), .texts(opened.map(\.workflow)),
    ]
  }

  private func keyColumns(_ rows: [CaseRow]) -> [Parameter] {
    [.int8s(rows.map(\.owner.value))]
  }

  private func standingColumns(_ rows: [CaseRow]) -> [Parameter] {
    [
      .int8s(rows.map(\.sequence)), .byteas(rows.map(\.head)), .int8s(rows.map(\.lastMicroseconds)),
      .byteas(rows.map(\.document)), .texts(rows.map(\.state)), .int8s(rows.map(\.since.microseconds)),
    ] + rows.map(\.urgency).columns + [.nullableTimestamptzs(rows.map(\.ended?.microseconds))]
  }

  /// Where the rows of the moved cases were read; a place that holds nothing for a row that was not, so that it is missed.
  private var places: [RowPlace] {
    moved.map { locked.cases[$0.owner]?.place ?? RowPlace(block: 0, offset: 0) }
  }

  private var moveColumns: [Parameter] {
    keyColumns(moved) + [.places(places), .int8s(moved.map(\.sequenceBefore))] + standingColumns(moved) + [
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
