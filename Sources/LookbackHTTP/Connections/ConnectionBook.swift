import Synchronization

/// Counts the open connections of one listener, together and by peer.
final class ConnectionBook: Sendable {
  private let limits: ConnectionLimits
  private let counts = Mutex((all: 0, peers: [Peer: Int]()))

  init(_ limits: ConnectionLimits) { self.limits = limits }

  /// Counts a connection and returns true; false if there are too many already, all together or of this peer.
  func enter(_ peer: Peer) -> Bool {
    counts.withLock { counts in
      let own = counts.peers[peer] ?? 0
      let mayEnter =
        peer.isAdministrator
        ? counts.all < limits.perListener : counts.all < limits.ofOthers && own < limits.perPeer
      guard mayEnter else { return false }
      counts.all += 1
      counts.peers[peer] = own + 1
      return true
    }
  }

  /// Forgets a connection that was counted and is closed.
  func leave(_ peer: Peer) {
    counts.withLock { counts in
      counts.all -= 1
      let own = (counts.peers[peer] ?? 1) - 1
      counts.peers[peer] = own > 0 ? own : nil
    }
  }
}
