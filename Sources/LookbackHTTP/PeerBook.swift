import NIOCore
import Synchronization

/// Who is at the other end of each connection. The kernel notes that when a connection is made and it never changes, so
/// it is asked for once a connection and forgotten with it.
final class PeerBook: Sendable {
  private let users = Mutex<[ObjectIdentifier: UInt32?]>([:])
  private let ask: @Sendable (any Channel) async throws -> UInt32?

  /// - Parameter ask: finds out the user id of a peer; nil on TCP.
  init(asking ask: @escaping @Sendable (any Channel) async throws -> UInt32? = PeerCredentials.user) { self.ask = ask }

  /// The user id of the peer; nil on TCP.
  func user(of channel: any Channel) async throws -> UInt32? {
    let place = ObjectIdentifier(channel)
    if let known = users.withLock({ $0[place] }) { return known }
    let user = try await ask(channel)
    users.withLock { $0[place] = .some(user) }
    channel.closeFuture.whenComplete { _ in
      // Held until its entry is gone: no other connection can stand in its place before.
      withExtendedLifetime(channel) { self.users.withLock { $0[place] = nil } }
    }
    return user
  }
}
