/// Which request has which connection, and which requests wait. It does nothing itself: its functions return what the
/// pool must do.
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
    /// Tell those who wait for the end that a closed pool has no connection left.
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

  /// Takes a request for a connection. The connection that was used last is lent first, because its caches are warm.
  mutating func request(_ ticket: Ticket) -> [Action] {
    guard !isClosed else { return [.refuse(ticket)] }
    waiting.append(ticket)
    return serve()
  }

  /// Takes the request of a caller who was lent a dead connection: it waits again, before all others.
  mutating func requestAgain(_ ticket: Ticket, insteadOf slot: Slot) -> [Action] {
    guard !isClosed else { return [.refuse(ticket)] + giveBack(slot, isUsable: false) }
    waiting.insert(ticket, at: 0)
    return giveBack(slot, isUsable: false)
  }

  /// Removes a request whose time is up or whose task was cancelled. Returns false if it no longer waited.
  mutating func expire(_ ticket: Ticket) -> Bool {
    guard let place = waiting.firstIndex(of: ticket) else { return false }
    waiting.remove(at: place)
    return true
  }

  /// Lends an idle connection without queueing; nil if the request must wait.
  mutating func lendAtOnce() -> Slot? {
    guard waiting.isEmpty, !isClosed, let slot = idle.popLast() else { return nil }
    places[slot] = .lent
    return slot
  }

  /// Takes a new connection, and forgets the failures before it.
  mutating func connected(_ slot: Slot) -> [Action] {
    failures = 0
    guard !isClosed else { return leave(slot) }
    places[slot] = .idle
    idle.append(slot)
    return serve()
  }

  /// Counts a failed attempt to connect. The next attempt waits longer, and until one succeeds there is only one at a
  /// time.
  mutating func failedToConnect(_ slot: Slot) -> [Action] {
    places[slot] = nil
    failures += 1
    guard !isClosed else { return isEmpty ? [.finish] : [] }
    return serve()
  }

  /// Takes back a connection that was lent. One that is not usable is discarded.
  mutating func giveBack(_ slot: Slot, isUsable: Bool) -> [Action] {
    guard isUsable, !isClosed else { return leave(slot) + (isClosed ? [] : serve()) }
    places[slot] = .idle
    idle.append(slot)
    return serve()
  }

  /// Refuses all waiting requests and discards idle connections. Those on loan are discarded when they are given back.
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
