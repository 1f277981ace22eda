import LookbackCore
import LookbackStore
import LookbackTime

/// Decides the orders of a locked batch in memory, in their order. Pure but for the case numbers it may draw.
struct BatchPass: Sendable {
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
  private var works: [CaseID: CaseWork] = [:]
  /// One for each case that changed, in the order in which they first did.
  private var recordings: [Recording] = []
  private var done: [LockedBatch.CommandKey: (command: Command, receipt: Receipt)] = [:]
  /// Keys that commands take without its being known whether somebody has them.
  private var unknown: Set<UniqueValue> = []
  /// Timers that were taken from their table and are held up.
  private var spared: [DueTimer] = []
  /// Nothing overtakes: what comes after a command that is held up waits with it.
  private var heldCases: Set<CaseID> = []
  private(set) var drawn: [RegisterKey: Int] = [:]
  /// What a decision may know, put together once for all commands; nil where the office has no clock.
  private var scene: DecisionContext?
  /// Of the case decided last: as it stands now, and as it was found.
  private var precedents: [CaseOutlook.Known] = []
  private var actors: [String: Actor] = [:]

  init(_ orders: [Order], _ published: PublishedLibrary, _ locked: LockedBatch, _ ids: CaseIDSource) {
    self.published = published
    self.locked = locked
    self.ids = ids
    scene = Self.scene(of: locked, published)
    verdicts.reserveCapacity(orders.count)
    works.reserveCapacity(orders.count)
    recordings.reserveCapacity(orders.count)
    done.reserveCapacity(orders.count { $0.timer == nil })
    for order in orders { verdicts.append(verdict(on: order)) }
  }

  func decision() -> BatchDecision {
    // Places are sorted: to sort recordings would copy each several times.
    let order = recordings.indices.sorted { recordings[$0].after.id < recordings[$1].after.id }
    let isInOrder = order.elementsEqual(recordings.indices)
    // The timers of a case that is recorded are armed with it.
    let spared = spared.filter { works[$0.target]?.isRecorded != true }
    return BatchDecision(
      recordings: isInOrder ? recordings : order.map { recordings[$0] }, registers: drawn, spared: spared)
  }

  /// The registers that were drawn from without being locked, and the keys that nobody has looked up.
  var needs: BatchNeeds {
    let missing = drawn.keys.filter { locked.registers[$0] == nil }.sorted()
    // Keys with provisional numbers in them need not be looked up.
    return BatchNeeds(registers: missing, keys: missing.isEmpty ? Array(unknown) : [])
  }

  private mutating func verdict(on order: Order) -> Verdict {
    if let timer = order.timer {
      guard locked.timers.contains(timer) else { return .rejected(.timerGone(key: timer.key)) }
      let verdict = decided(order.command)
      if case .held = verdict { spared.append(timer) }
      return verdict
    }
    guard let command = confirmed(order) else {
      return .impossible("who asks, or which case is meant, is not as it was claimed")
    }
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

  /// The command with the person for whom it was claimed; nil where the claim is refuted.
  private func confirmed(_ order: Order) -> Command? {
    guard let claim = order.claim else { return order.command }
    var command = order.command
    guard locked.cases[command.target] != nil, let person = locked.claims.person(by: claim, for: command.target) else {
      return nil
    }
    command.actor = .person(code: person, posts: [])
    return command
  }

  private mutating func decided(_ given: Command) -> Verdict {
    if heldCases.contains(given.target) { return .held }
    guard var context = scene else { return .impossible("the office has no clock") }
    let now = context.moment
    let command = settled(given)
    if let used = command.origin?.used, !SignalAllowance.covers(used) {
      return .rejected(.tooManySignals)
    }
    var work = works[command.target] ?? CaseWork(locked.cases[command.target])
    context.moment = max(now, work.lastMoment)
    context.outlook = work.outlook
    context.precedents = precedents
    for id in locked.others {
      if let other = works[id]?.current ?? locked.cases[id]?.current { context.others[id] = other }
    }
    do throws(Rejection) {
      let transition = try decide(command, on: work.current, in: context)
      guard !needsHeldThings(transition) else {
        heldCases.insert(command.target)
        return .held
      }
      guard let definition = published.digests[transition.result.root.workflow] else {
        return .impossible("workflow \(transition.result.root.workflow) is not published")
      }
      precedents = transition.known(after: work.current)
      takeKeys(transition, of: work.current)
      let receipt = receipt(transition, at: now)
      work.add(transition, of: command, receipt: receipt, definition: definition, to: &recordings)
      works[command.target] = work
      // An entry without numbers would have the whole batch decided a second time.
      if !transition.drawn.isEmpty {
        drawn.merge(transition.drawn) { $1 }
        scene?.registers.merge(transition.drawn) { $1 }
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
    while locked.cases[command.target] != nil || works[command.target] != nil { command.target = ids.next() }
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
    let moment = locked.moment ?? Moment(microseconds: 0)
    let library = published.library
    let workflow: Workflow? =
      if case .open(let name, _) = command.request {
        library.latest(name)
      } else {
        (works[command.target]?.current ?? locked.cases[command.target]?.current).flatMap {
          library.workflow($0.root.workflow)
        }
      }
    guard let workflow else { return CivilDate.first }
    return library.date(at: moment, in: workflow)
  }

  private static func scene(of locked: LockedBatch, _ published: PublishedLibrary) -> DecisionContext? {
    guard let now = locked.moment else { return nil }
    var scene = DecisionContext(
      library: published.library, moment: now, directory: locked.directory, units: locked.units,
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
      || transition.claims.contains(where: locked.held.keys.contains)
  }

  /// Unique values name one case: what a case has given up others may have, and what it has taken they may not.
  private mutating func takeKeys(_ transition: Transition, of before: Case?) {
    let result = transition.result
    if let before, before.root.workflow == result.root.workflow, before.root.data == result.root.data { return }
    let now = uniqueValues(of: result)
    for value in before.map(uniqueValues) ?? [] where !now.contains(value) { scene?.taken[value] = nil }
    for value in now where scene?.taken[value] == nil {
      if transition.claims.contains(value), !locked.knownKeys.contains(value) { unknown.insert(value) }
      scene?.taken[value] = result.id
    }
  }

  private func uniqueValues(of current: Case) -> Set<UniqueValue> {
    guard let workflow = published.library.workflow(current.root.workflow) else { return [] }
    return Set(UniqueValue.all(of: current.root.data, in: workflow))
  }
}
