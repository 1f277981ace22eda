import LookbackCore
import LookbackStore
import LookbackTime

/// Decides the commands of a locked batch in memory, in their order. It is pure except for the case numbers that it may
/// draw from `ids`.
struct BatchDecider: Sendable {
  /// The decision on one command, before the chain link of its event is known.
  enum Verdict: Sendable {
    case done(Receipt)
    /// An earlier batch recorded the command.
    case replayed(Receipt)
    /// The command repeats one of this batch.
    case repeated(Receipt)
    case rejected(Rejection)
    /// The command broke no rule, but cannot be recorded in this batch; the text says why.
    case impossible(String)
    /// The command needs what another transaction holds, or comes after such a command of its case.
    case held
  }

  private let published: PublishedLibrary
  private let locked: LockedBatch
  private let ids: CaseIDSource
  private(set) var verdicts: [Verdict] = []
  private(set) var notable = NotableFacts()
  private var cases: [CaseID: CaseInBatch] = [:]
  /// One entry for each case that changed, in the order of their first changes.
  private var changes: [CaseChange] = []
  private var done: [LockedBatch.CommandKey: (command: Command, receipt: Receipt)] = [:]
  /// Unique values that commands take although nobody has looked up yet whether they are taken.
  private var unknown: Set<UniqueValue> = []
  /// Timers that were deleted from their table for this batch, and whose commands are held.
  private var heldTimers: Set<DueTimer> = []
  /// Cases with a held command. Later commands of such a case are held, too, so that none overtakes.
  private var heldCases: Set<CaseID> = []
  private(set) var drawn: [RegisterKey: Int] = [:]
  /// The context of all decisions, built once for the batch.
  private var scene: DecisionContext
  private var schedules = ScheduleCache()
  private var actors: [String: Actor] = [:]
  /// The office's date, on which posts, substitutions and persons must be active, whatever business date a command gives.
  private let today: CivilDate

  init(_ commands: [PendingCommand], _ published: PublishedLibrary, _ locked: LockedBatch, _ ids: CaseIDSource) {
    self.published = published
    self.locked = locked
    self.ids = ids
    scene = Self.scene(of: locked, published)
    today = published.library.officeDate(at: locked.moment)
    verdicts.reserveCapacity(commands.count)
    cases.reserveCapacity(commands.count)
    changes.reserveCapacity(commands.count)
    done.reserveCapacity(commands.count { $0.timer == nil })
    for pending in commands { verdicts.append(verdict(on: pending)) }
  }

  /// Returns what is to be recorded; nil if there is nothing, not even a timer that is gone. The decisions end with it.
  consuming func writes() -> BatchWrites? {
    let spared = locked.timers.filter { isWaitedFor($0) }
    guard !changes.isEmpty || spared.count < locked.timers.count else { return nil }
    // Indices are sorted instead of changes: sorting the changes would copy each several times.
    let sorted = changes.indices.sorted { changes[$0].id < changes[$1].id }
    let isInOrder = sorted.elementsEqual(changes.indices)
    return BatchWrites(
      changes: isInOrder ? changes : sorted.map { changes[$0] }, registers: drawn, spared: Array(spared))
  }

  /// Whether a timer that was deleted from its table for this batch must be inserted again: its command is held, or its
  /// case still needs it.
  private mutating func isWaitedFor(_ timer: DueTimer) -> Bool {
    let found = cases[timer.target]
    let wanted = Timer(key: timer.key, due: timer.due)
    if let index = found?.changeIndex {
      let timers = changes[index].transition.writes.timers
      if timers.removed.contains(wanted) || timers.added.contains(wanted) { return false }
    } else if heldTimers.contains(timer) {
      return true
    }
    guard let current = found?.current ?? locked.cases[timer.target]?.current else { return false }
    return schedules.schedule(of: current, in: published.library).timers.contains(wanted)
  }

  /// The registers from which the batch has drawn without a lock, and the unique values that nobody has looked up.
  var needs: BatchNeeds {
    let missing = drawn.keys.filter { locked.registers[$0] == nil }.sorted()
    // Keys that contain provisional numbers need not be looked up.
    return BatchNeeds(registers: missing, keys: missing.isEmpty ? Array(unknown) : [])
  }

  private mutating func verdict(on pending: PendingCommand) -> Verdict {
    if let timer = pending.timer {
      guard locked.timers.contains(timer) else { return .rejected(.timerGone(key: timer.key)) }
      let verdict = decided(pending.command)
      if case .held = verdict { heldTimers.insert(timer) }
      return verdict
    }
    let command: Command
    do throws(Rejection) {
      command = try pending.asked.resolved(by: locked.identities) {
        current($0)
      } seeing: {
        isSeen($0)
      }
      if let person = command.actor.person { try locked.identities.requireActive(person, on: today) }
    } catch { return .rejected(error) }
    // The name means another case since it was looked up, and that case is not locked.
    if case .name = pending.asked.reference, current(command.target) == nil { return .held }
    let key = LockedBatch.CommandKey(command)
    if let earlier = locked.done[key] {
      return earlier.content == command.content ? .replayed(receipt(of: earlier)) : .rejected(.commandIDReused)
    }
    if let earlier = done[key] {
      return earlier.command.content == command.content ? .repeated(earlier.receipt) : .rejected(.commandIDReused)
    }
    if locked.held.commands.contains(key) {
      heldCases.insert(command.target)
      return .held
    }
    let verdict = decided(command)
    if case .done(let receipt) = verdict { done[key] = (command, receipt) }
    return verdict
  }

  private mutating func decided(_ given: Command) -> Verdict {
    if heldCases.contains(given.target) { return .held }
    var context = scene
    let now = context.moment
    let command = settled(given)
    if let used = command.origin?.used, !SignalAllowance.covers(used) {
      return .rejected(.tooManySignals)
    }
    var found = cases[command.target] ?? CaseInBatch(locked.cases[command.target])
    context.moment = max(now, found.lastMoment)
    for id in locked.others { context.others[id] = current(id) }
    do throws(Rejection) {
      let transition = try decide(command, on: found.current, in: context, &schedules)
      guard !needsHeldThings(transition) else {
        heldCases.insert(command.target)
        return .held
      }
      guard let definition = published.digests[transition.result.root.workflow] else {
        return .impossible("workflow \(transition.result.root.workflow) is not published")
      }
      takeKeys(transition)
      let receipt = receipt(transition, at: now)
      notable.note(transition)
      if !transition.drawn.isEmpty {
        drawn.merge(transition.drawn) { $1 }
        scene.registers.merge(transition.drawn) { $1 }
      }
      let target = command.target
      found.add(transition, of: command, receipt: receipt, definition: definition, to: &changes)
      cases[target] = found
      return .done(receipt)
    } catch {
      return .rejected(error)
    }
  }

  /// Gives the command the posts that its actor holds now, and a free number for the case that it opens.
  private mutating func settled(_ given: Command) -> Command {
    var command = given
    if let code = given.actor.person { command.actor = actor(code) }
    guard case .open = given.request else { return command }
    while locked.cases[command.target] != nil || cases[command.target] != nil { command.target = ids.next() }
    return command
  }

  private mutating func actor(_ code: String) -> Actor {
    if let known = actors[code] { return known }
    let (held, substitutions) = (locked.posts[code] ?? [], locked.substitutions[code] ?? [])
    let actor = Actor.person(
      code: code, posts: held.active(on: today), substitutingFor: substitutions.active(on: today))
    actors[code] = actor
    return actor
  }

  /// Whether the actor of the command may see its case.
  private func isSeen(_ command: Command) -> Bool {
    guard let current = current(command.target) else { return false }
    guard let person = command.actor.person else { return true }
    var copy = self
    return current.isSeen(by: copy.actor(person), in: published.library)
  }

  /// The case as the commands decided so far have left it.
  private func current(_ id: CaseID) -> Case? { cases[id]?.current ?? locked.cases[id]?.current }

  private static func scene(of locked: LockedBatch, _ published: PublishedLibrary) -> DecisionContext {
    var scene = DecisionContext(
      library: published.library, moment: locked.moment, directory: locked.directory, units: locked.units,
      registers: locked.registers)
    scene.taken = locked.taken
    return scene
  }

  private func receipt(_ transition: Transition, at now: Moment) -> Receipt {
    let result = transition.result
    let at = transition.events.last?.at ?? now
    return Receipt(case: result.id, sequence: result.sequence, state: result.root.state, link: [], at: at)
  }

  /// The receipt of the first recording. A version that kept no receipts recorded only a part of it.
  private func receipt(of earlier: LockedBatch.Done) -> Receipt {
    let found = locked.cases[earlier.target]
    let isLast = found?.current.sequence == earlier.sequence
    return Receipt(
      case: earlier.target, sequence: earlier.sequence, state: earlier.state ?? found?.current.root.state ?? "",
      link: earlier.link ?? (isLast ? found?.link ?? [] : []), at: earlier.at)
  }

  private func needsHeldThings(_ transition: Transition) -> Bool {
    transition.drawn.keys.contains(where: locked.held.registers.contains)
      || transition.writes.uniqueValues.added.contains(where: locked.held.keys.contains)
  }

  /// Keeps the context's unique values up to date: other cases may take the values that this case gave up, and may not
  /// take those that it took.
  private mutating func takeKeys(_ transition: Transition) {
    let values = transition.writes.uniqueValues
    for value in values.removed { scene.taken[value] = nil }
    for value in values.added where scene.taken[value] == nil {
      if !locked.knownKeys.contains(value) { unknown.insert(value) }
      scene.taken[value] = transition.result.id
    }
  }
}
