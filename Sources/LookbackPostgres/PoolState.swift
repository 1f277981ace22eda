/// Who has which connection and who waits: pure bookkeeping that returns what to do.
///
/// A slot is a place for one connection; a ticket is one waiting request. Requests are served in their order.
struct PoolState {
  typealias Slot = Int
  typealias Ticket = Int

  enum Action: Equatable {
    /// Give this connection to that request.
    case lend(Slot, to: Ticket)
    /// Open a connection after the backoff for that many failures.
    case connect(Slot, afterFailures: Int)
    /// Tell the request that it gets none, because the pool is closing.
    case refuse(Ticket)
    /// Close this connection.
    case discard(Slot)
    /// Nothing is left of a closed pool.
    case finish
  }

  private enum Place { case connecting, idle, lent }

  private let size: Int
  private var places: [Slot: Place] = [:]
  private var idle: [Slot] = []
  private var waiting: [Ticket] = []
  private var failures = 0
  private var nextSlot = 0
  private(set) var isClosed = false

  init(size: Int) {
    precondition(size > 0, "a pool of \(size) connections")
    self.size = size
  }

  var isEmpty: Bool { places.isEmpty }

  /// Somebody wants a connection. The one used last is lent first: it is warm.
  mutating func request(_ ticket: Ticket) -> [Action] {
    guard !isClosed else { return [.refuse(ticket)] }
    waiting.append(ticket)
    return serve()
  }

  /// A request that was lent a connection found it dead: it waits again, before all others.
  mutating func requestAgain(_ ticket: Ticket, insteadOf slot: Slot) -> [Action] {
    guard !isClosed else { return [.refuse(ticket)] + giveBack(slot, isUsable: false) }
    waiting.insert(ticket, at: 0)
    return giveBack(slot, isUsable: false)
  }

  /// A request no longer waits: its time is up or its task was cancelled. False when it did not wait any more.
  mutating func expire(_ ticket: Ticket) -> Bool {
    guard let place = waiting.firstIndex(of: ticket) else { return false }
    waiting.remove(at: place)
    return true
  }

  /// An idle connection for a request that need not wait, nil when it must.
  mutating func lendAtOnce() -> Slot? {
    guard waiting.isEmpty, !isClosed, let slot = idle.popLast() else { return nil }
    places[slot] = .lent
    return slot
  }

  mutating func connected(_ slot: Slot) -> [Action] {
    failures = 0
    guard !isClosed else { return leave(slot) }
    places[slot] = .idle
    idle.append(slot)
    return serve()
  }

  /// An attempt failed; the next one waits longer, and there is one at a time until one succeeds.
  mutating func failedToConnect(_ slot: Slot) -> [Action] {
    places[slot] = nil
    failures += 1
    guard !isClosed else { return isEmpty ? [.finish] : [] }
    return serve()
  }

  mutating func giveBack(_ slot: Slot, isUsable: Bool) -> [Action] {
    guard isUsable, !isClosed else { return leave(slot) + (isClosed ? [] : serve()) }
    places[slot] = .idle
    idle.append(slot)
    return serve()
  }

  mutating func close() -> [Action] {
    guard !isClosed else { return isEmpty ? [.finish] : [] }
    isClosed = true
    let refusals = waiting.map { Action.refuse($0) }
    waiting = []
    let discards = idle.flatMap { leave($0) }
    idle = []
    return refusals + discards + (isEmpty && discards.isEmpty ? [.finish] : [])
  }

  private mutating func leave(_ slot: Slot) -> [Action] {
    places[slot] = nil
    return isClosed && isEmpty ? [.discard(slot), .finish] : [.discard(slot)]
  }

  private mutating func serve() -> [Action] {
    var actions: [Action] = []
    while !waiting.isEmpty, let slot = idle.popLast() {
      places[slot] = .lent
      actions.append(.lend(slot, to: waiting.removeFirst()))
    }
    while mayConnect {
      let slot = nextSlot
      nextSlot += 1
      places[slot] = .connecting
      actions.append(.connect(slot, afterFailures: failures))
    }
    return actions
  }

  private var mayConnect: Bool {
    let attempts = places.values.count { $0 == .connecting }
    let wanted = failures > 0 ? min(1, waiting.count) : waiting.count
    return attempts < wanted && places.count < size
  }
}
