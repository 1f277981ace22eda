import LookbackCore
import LookbackStore
import LookbackTime

/// Decides the orders of a locked batch in memory, in their order. Pure but for the case numbers it may draw.
struct BatchDecider: Sendable {
  /// What became of one order, before its chain link is known.
  enum Verdict: Sendable {
    case done(Receipt)
    /// Recorded by an earlier batch.
    case replayed(Receipt)
    /// Repeats a command of this batch.
    case repeated(Receipt)
    case rejected(Rejection)
    /// It cannot be recorded in this batch for a reason that is none of a rule.
    case impossible(String)
    /// It needs what somebody else holds, or comes after one that does.
    case held
  }

  private let published: PublishedLibrary
  private let locked: LockedBatch
  private let ids: CaseIDSource
  private(set) var verdicts: [Verdict] = []
  private var cases: [CaseID: CaseInBatch] = [:]
  /// One for each case that changed, in the order in which they first did.
  private var changes: [CaseChange] = []
  private var done: [LockedBatch.CommandKey: (command: Command, receipt: Receipt)] = [:]
  /// Keys that commands take without its being known whether somebody has them.
  private var unknown: Set<UniqueValue> = []
  /// Timers that were taken from their table and come after what is held up.
  private var heldTimers: Set<DueTimer> = []
  /// Nothing overtakes: what comes after a command that is held up waits with it.
  private var heldCases: Set<CaseID> = []
  private(set) var drawn: [RegisterKey: Int] = [:]
  /// What a decision may know, put together once for all commands.
  private var scene: DecisionContext
  private var schedules = ScheduleCache()
  private var actors: [String: Actor] = [:]

  init(_ orders: [PendingCommand], _ published: PublishedLibrary, _ locked: LockedBatch, _ ids: CaseIDSource) {
    self.published = published
    self.locked = locked
    self.ids = ids
    scene = Self.scene(of: locked, published)
    verdicts.reserveCapacity(orders.count)
    cases.reserveCapacity(orders.count)
    changes.reserveCapacity(orders.count)
    done.reserveCapacity(orders.count { $0.timer == nil })
    for order in orders { verdicts.append(verdict(on: order)) }
  }

  /// What is to be recorded; nil where there is nothing, not even a timer that is gone.
  mutating func writes() -> BatchWrites? {
    let spared = locked.timers.filter { isWaitedFor($0) }
    guard !changes.isEmpty || spared.count < locked.timers.count else { return nil }
    // Places are sorted: to sort the changes would copy each several times.
    let order = changes.indices.sorted { changes[$0].id < changes[$1].id }
    let isInOrder = order.elementsEqual(changes.indices)
    return BatchWrites(
      changes: isInOrder ? changes : order.map { changes[$0] }, registers: drawn, spared: Array(spared))
  }

  /// Whether a timer that was taken from its table is to stand there again: it comes after what is held up, or its case
  /// waits for it still.
  private mutating func isWaitedFor(_ timer: DueTimer) -> Bool {
    let found = cases[timer.target]
    let wanted = Timer(key: timer.key, due: timer.due)
    if let place = found?.place {
      let timers = changes[place].transition.writes.timers
      if timers.removed.contains(wanted) || timers.added.contains(wanted) { return false }
    } else if heldTimers.contains(timer) {
      return true
    }
    guard let current = found?.current ?? locked.cases[timer.target]?.current else { return false }
    return schedules.schedule(of: current, in: published.library).timers.contains(wanted)
  }

  /// The registers that were drawn from without being locked, and the keys that nobody has looked up.
  var needs: BatchNeeds {
    let missing = drawn.keys.filter { locked.registers[$0] == nil }.sorted()
    // Keys with provisional numbers in them need not be looked up.
    return BatchNeeds(registers: missing, keys: missing.isEmpty ? Array(unknown) : [])
  }

  private mutating func verdict(on order: PendingCommand) -> Verdict {
    if let timer = order.timer {
      guard locked.timers.contains(timer) else { return .rejected(.timerGone(key: timer.key)) }
      let verdict = decided(order.command)
      if case .held = verdict { heldTimers.insert(timer) }
      return verdict
    }
    let command: Command
    do throws(Rejection) {
      command = try order.asked.resolved(by: locked.identities) { current($0) }
    } catch { return .rejected(error) }
    // The name came to mean another case after it was looked up: that one is not locked.
    if case .name = order.asked.reference, current(command.target) == nil { return .held }
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
      found.add(transition, of: command, receipt: receipt, definition: definition, to: &changes)
      cases[command.target] = found
      // An entry without numbers would have the whole batch decided a second time.
      if !transition.drawn.isEmpty {
        drawn.merge(transition.drawn) { $1 }
        scene.registers.merge(transition.drawn) { $1 }
      }
      return .done(receipt)
    } catch {
      return .rejected(error)
    }
  }

  /// The command with the posts that its actor holds now, and with a free number for the case it opens.
  private mutating func settled(_ given: Command) -> Command {
    var command = given
    if let code = given.actor.person { command.actor = actor(code, for: given) }
    guard case .open = given.request else { return command }
    while locked.cases[command.target] != nil || cases[command.target] != nil { command.target = ids.next() }
    return command
  }

  private mutating func actor(_ code: String, for given: Command) -> Actor {
    if let known = actors[code] { return known }
    let substitutions = locked.substitutions[code] ?? []
    guard substitutions.isEmpty else {
      // Which of them hold depends on where the matter lives.
      let standings = substitutions.standings(on: today(for: given))
      return .person(code: code, posts: locked.posts[code] ?? [], standingIn: standings)
    }
    let actor = Actor.person(code: code, posts: locked.posts[code] ?? [])
    actors[code] = actor
    return actor
  }

  /// The day on which a substitution must hold: today where the matter lives, whatever day the command gives.
  private func today(for command: Command) -> CivilDate {
    let library = published.library
    let workflow: Workflow? =
      if case .open(let name, _) = command.request {
        library.latest(name)
      } else {
        current(command.target).flatMap { library.workflow($0.root.workflow) }
      }
    guard let workflow else { return CivilDate.first }
    return library.date(at: locked.moment, in: workflow)
  }

  /// A case as it stands now.
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

  /// What was done the first time; of what was recorded before receipts were kept, as much as is known.
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

  /// Unique values name one case: what a case has given up others may have, and what it has taken they may not.
  private mutating func takeKeys(_ transition: Transition) {
    let values = transition.writes.uniqueValues
    for value in values.removed { scene.taken[value] = nil }
    for value in values.added where scene.taken[value] == nil {
      if !locked.knownKeys.contains(value) { unknown.insert(value) }
      scene.taken[value] = transition.result.id
    }
  }
}
