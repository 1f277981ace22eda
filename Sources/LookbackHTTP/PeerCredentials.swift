import Glibc
import NIOCore
import NIOPosix

/// Asks the kernel which user is at the other end of a Unix socket (SO_PEERCRED).
enum PeerCredentials {
  /// Returns the user id of the peer; nil for TCP, where the kernel knows none.
  static func user(of channel: any Channel) async throws -> UInt32? { try await futureUser(of: channel)?.get() }

  /// Returns the same as a future, for code that runs on the event loop of the channel.
  static func futureUser(of channel: any Channel) -> EventLoopFuture<UInt32>? {
    guard channel.localAddress?.protocol == .unix, let provider = channel as? any SocketOptionProvider else {
      return nil
    }
    let credentials: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
      level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
    return credentials.map(\.uid)
  }

  /// Returns whether a user of the machine is an administrator: root, or the daemon's own user.
  static func isAdministrator(_ user: UInt32) -> Bool { user == 0 || user == geteuid() }

  /// The kernel's `struct ucred`.
  private struct Credentials: Sendable {
    var process: Int32
    var uid: UInt32
    var group: UInt32
  }

  /// Returns whether user ids tell users apart. Inside a user namespace all users from outside have the same id.
  static func areTrustworthy() -> Bool {
    guard let file = fopen("/proc/self/uid_map", "r") else { return false }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return false }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0) }
    return numbers == [0, 0, 4_294_967_295]
  }
}
