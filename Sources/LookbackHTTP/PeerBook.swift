import NIOCore
import Synchronization

/// Keeps which user is at the other end of each connection. The kernel notes this when a connection is made, and it
/// never changes. So it is asked for once for each connection, and forgotten when the connection closes.
final class PeerBook: Sendable {
  private let users = Mutex<[ObjectIdentifier: UInt32?]>([:])
  private let ask: @Sendable (any Channel) async throws -> UInt32?

  /// - Parameter ask: returns the user id of a peer; nil for a TCP connection.
  init(asking ask: @escaping @Sendable (any Channel) async throws -> UInt32? = PeerCredentials.user) { self.ask = ask }

  /// Returns the user id of the peer; nil for a TCP connection.
  func user(of channel: any Channel) async throws -> UInt32? {
    let place = ObjectIdentifier(channel)
    if let known = users.withLock({ $0[place] }) { return known }
    let user = try await ask(channel)
    users.withLock { $0[place] = .some(user) }
    channel.closeFuture.whenComplete { _ in
      // The channel is kept until its entry is removed, so that no other connection can have its identifier before.
      withExtendedLifetime(channel) { self.users.withLock { $0[place] = nil } }
    }
    return user
  }
}
