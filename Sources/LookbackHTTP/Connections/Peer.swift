import LookbackText
import NIOCore

/// Who is at the other end of a connection, as far as the machine can tell.
enum Peer: Hashable, Sendable {
  /// An address of IPv4, or a network of 64 bits of IPv6, which one machine can have as a whole.
  case network([UInt8])
  /// A user of this machine, on the socket.
  case user(UInt32, isAdministrator: Bool)
  case unknown

  var isAdministrator: Bool {
    if case .user(_, let isAdministrator) = self { isAdministrator } else { false }
  }

  /// The peer as records name it.
  var name: String {
    switch self {
    case .network(let bytes) where bytes.count == 4: "address " + bytes.map { String($0) }.joined(separator: ".")
    case .network(let bytes):
      "network "
        + stride(from: 0, to: bytes.count, by: 2).map { bytes[$0..<min($0 + 2, bytes.count)] }
        .map { [UInt8]($0).hexadecimal }.joined(separator: ":") + "::/64"
    case .user(let user, _): "peer \(user)"
    case .unknown: "address unknown"
    }
  }

  init(_ address: SocketAddress?) {
    let bytes = address?.withSockAddr { Array(UnsafeRawBufferPointer(start: $0, count: $1)) } ?? []
    // After the family and the port stands the address; of IPv6, the flow stands between.
    switch address {
    case .v4: self = .network(Array(bytes[4..<8]))
    case .v6:
      let isMapped = bytes[8..<20] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
      self = .network(Array(isMapped ? bytes[20..<24] : bytes[8..<16]))
    case .unixDomainSocket, nil: self = .unknown
    }
  }

  /// Returns the peer of a channel that has just been accepted, on its event loop.
  static func of(_ channel: any Channel) -> EventLoopFuture<Peer> {
    guard let user = PeerCredentials.futureUser(of: channel) else {
      return channel.eventLoop.makeSucceededFuture(Peer(channel.remoteAddress))
    }
    return user.map { .user($0, isAdministrator: PeerCredentials.isAdministrator($0)) }
      .flatMapErrorThrowing { _ in .unknown }
  }
}
