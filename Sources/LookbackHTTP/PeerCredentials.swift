import Glibc
import NIOCore
import NIOPosix

/// Asks the kernel which user is at the other end of a Unix socket (SO_PEERCRED).
enum PeerCredentials {
  /// Returns the user id of the peer; nil for TCP, where the kernel knows none.
  static func user(of channel: any Channel) async throws -> UInt32? {
    guard channel.localAddress?.protocol == .unix, let provider = channel as? any SocketOptionProvider else {
      return nil
    }
    let credentials: Credentials = try await provider.unsafeGetSocketOption(
      level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
    ).get()
    return credentials.uid
  }

  /// The kernel's `struct ucred`.
  private struct Credentials {
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
