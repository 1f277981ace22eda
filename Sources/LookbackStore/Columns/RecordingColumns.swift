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
  /// The documents of the cases and the bodies of the events.
  private var arena: ByteArena
  private var opened = CaseColumns()
  private var moved = CaseColumns()
  private var events = EventColumns()
  private var commands = CommandColumns()
  private var messages = MessageColumns()
  private var disarmed: [DueTimer] = []
  private var armed: [DueTimer] = []
  private var doneItems = WorkItemColumns()
  private var newItems = WorkItemColumns()
  private var lostReaders = ReaderColumns()
  private var newReaders = ReaderColumns()
  private var freedKeys: [UniqueValue] = []
  private var takenKeys: [(key: UniqueValue, target: CaseID)] = []
  private var views: [CaseSummary] = []
  private var closures: [(closure: CaseClosure, owner: CaseID)] = []
  private var registers: [RegisterKey: Int] = [:]

  /// - Parameter count: of the changes that will be added.
  init(locked: LockedBatch, count: Int = 1) {
    self.locked = locked
    // A document of some 400 bytes and an event of as many.
    arena = ByteArena(size: count * 1024)
    heads.reserveCapacity(count)
  }

  mutating func add(_ change: CaseChange) {
    let (after, writes) = (change.transition.result, change.transition.writes)
    let firstEvent = events.count
    let head = chain(change)
    heads[after.id] = BatchRecorded.Head(sequence: after.sequence, link: head)
    addCommands(change, firstEvent, head)
    for message in change.transition.messages {
      let event = change.transition.events.first { $0.sequence == message.sequence }
      messages.append(message, of: after.id, at: event?.at ?? after.opened)
    }
    let document = arena.append(after)
    if change.before == nil {
      opened.append(change, head: head, document: document, ctid: nil)
    } else {
      moved.append(change, head: head, document: document, ctid: locked.cases[after.id]?.ctid)
    }
    addTimers(of: after.id, writes.timers)
    doneItems.append(writes.workItems.removed, of: after.id)
    newItems.append(writes.workItems.added, of: after.id)
    lostReaders.append(writes.readers.removed, of: after.id)
    newReaders.append(writes.readers.added, of: after.id)
    freedKeys += writes.uniqueValues.removed
    takenKeys += writes.uniqueValues.added.map { ($0, after.id) }
    if let heading = writes.heading { views.append(CaseSummary(after, heading, writes.urgency)) }
    closures += writes.closures.map { ($0, after.id) }
  }

  /// Adds the commands of a change, each with the link of the last event that it made.
  private mutating func addCommands(_ change: CaseChange, _ firstEvent: Int, _ head: [UInt8]) {
    let after = change.transition.result
    for done in change.commands {
      var link = head
      if done.sequence != after.sequence, let first = change.transition.events.first?.sequence {
        let index = firstEvent + Int(clamping: done.sequence - first)
        if events.links.indices.contains(index) { link = events.links[index] }
        earlierLinks[BatchRecorded.EventKey(id: after.id, sequence: done.sequence)] = link
      }
      guard done.command.isRemembered else { continue }
      commands.append(done, of: after.id, link: link)
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
      let written = arena.append(event, at: place, after: head)
      head = written.link
      events.append(event, of: change.id, written)
    }
    return head
  }

  private mutating func addTimers(of owner: CaseID, _ timers: Delta<Timer>) {
    guard !timers.isEmpty else { return }
    let lane = owner.lane + (locked.isOnTestClock ? 64 : 0)
    func row(_ timer: Timer) -> DueTimer { DueTimer(lane: lane, target: owner, key: timer.key, due: timer.due) }
    // The timers that the batch took are deleted from their table already.
    for timer in timers.removed {
      let removed = row(timer)
      if locked.timers.isEmpty || !locked.timers.contains(removed) { disarmed.append(removed) }
    }
    for timer in timers.added { armed.append(row(timer)) }
  }

  /// When the earliest new timer on the database's clock is due; nil if there is none.
  var earliestArmed: Moment? { armed.filter { $0.lane < 64 }.map(\.due).min() }

  /// The statements of the second round trip that have something to write.
  var steps: [(Statement, Parameters)] {
    choices.filter { !$0.isEmpty }.map { ($0.statement, $0.columns()) }
  }

  /// All statements of the second round trip, also those that have nothing to write.
  var allSteps: [(Statement, Parameters)] { choices.map { ($0.statement, $0.columns()) } }

  private var choices: [(isEmpty: Bool, statement: Statement, columns: () -> Parameters)] {
    [
      (opened.isEmpty, Statements.insertCases, { opened.openingParameters(arena) }),
      (moved.isEmpty, Statements.updateCases, { moved.movingParameters(arena) }),
      (events.isEmpty, Statements.insertEvents, { events.parameters(arena) }),
      (!events.hasTexts, Statements.insertEventTexts, { events.textParameters }),
      (commands.isEmpty, Statements.insertCommands, { commands.parameters }),
      (freedKeys.isEmpty, Statements.deleteKeys, { freedKeys.columns }),
      (
        takenKeys.isEmpty, Statements.insertKeys,
        { takenKeys.map(\.key).columns + ["case_id": .int8s(takenKeys.map(\.target.value))] }
      ),
      (disarmed.isEmpty, Statements.deleteTimers, { disarmed.columns }),
      (armed.isEmpty, Statements.insertTimers, { armed.columns }),
      (doneItems.isEmpty, Statements.deleteWorkItems, { doneItems.keys }),
      (newItems.isEmpty, Statements.insertWorkItems, { newItems.parameters }),
      (lostReaders.isEmpty, Statements.deleteCaseReaders, { lostReaders.parameters }),
      (newReaders.isEmpty, Statements.insertCaseReaders, { newReaders.parameters }),
      (messages.isEmpty, Statements.insertMessages, { messages.parameters }),
      (views.isEmpty, Statements.upsertCaseViews, { views.viewColumns }),
      (closures.isEmpty, Statements.insertClosings, { closures.columns }),
      (registers.isEmpty, Statements.updateRegisters, { registerColumns }),
    ]
  }

  private var registerColumns: Parameters {
    [
      "name": .texts(registers.map(\.key.name)),
      "period": .int4s(registers.map { Int32(clamping: $0.key.period) }),
      "next": .int8s(registers.map { Int64($0.value) }),
    ]
  }
}
