import Dispatch
import Glibc
import LookbackTesting

/// A connection on which bytes are sent as no well-behaved client would.
final class RawConnection: Sendable {
  private let descriptor: Int32

  /// - Throws: a `Problem` if nobody listens there.
  init(socket path: String) throws {
    guard let descriptor = UnixSocket.connected(to: path) else { throw Problem("nobody listens on \(path)") }
    self.descriptor = descriptor
    waitAtMost(seconds: 120)
  }

  /// - Throws: a `Problem` if nobody listens there.
  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Problem("nobody listens on port \(port)") }
    waitAtMost(seconds: 120)
  }

  deinit { close(descriptor) }

  /// Waits until the daemon listens there, too; it is ready when its socket is.
  static func waitUntilListening(port: Int) async throws {
    try await Waiting.until("something listens on port \(port)") { (try? RawConnection(port: port)) != nil }
  }

  private func waitAtMost(seconds: Int) {
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Sends all bytes, unless the daemon closes before.
  @discardableResult
  func send(_ bytes: some Sequence<UInt8>) -> Bool {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(text.utf8) }

  /// Tells the daemon that nothing more will come.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// What comes next; nil if nothing is there now, empty if the daemon has closed.
  func receivedNow() -> String? {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
    if count < 0 { return errno == EAGAIN ? nil : "" }
    return String(decoding: chunk[..<count], as: UTF8.self)
  }

  /// Waits until `text` has come or the daemon has closed, on a thread that may block; everything that came.
  func received(until text: String? = nil) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "raw connection").async { [self] in
        var whole: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while text.map({ !String(decoding: whole, as: UTF8.self).contains($0) }) ?? true {
          let count = recv(descriptor, &chunk, chunk.count, 0)
          guard count > 0 else { break }
          whole += chunk[..<count]
        }
        continuation.resume(returning: String(decoding: whole, as: UTF8.self))
      }
    }
  }
}
