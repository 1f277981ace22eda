import Glibc
import LookbackTesting

/// A keep-alive HTTP/1.1 connection over a Unix socket: as cheap a client as there is.
final class SocketClient {
  let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  /// How much of the buffer the answer that is coming takes up so far.
  private var filled = 0

  static func answers(_ path: String) -> Bool {
    guard let descriptor = UnixSocket.connected(to: path) else { return false }
    close(descriptor)
    return true
  }

  init(_ path: String) throws {
    guard let descriptor = UnixSocket.connected(to: path) else { throw BenchProblem("cannot connect to \(path)") }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  func post(_ path: String, _ body: String, key: String) throws {
    let request =
      "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: \(key)\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    var text = request
    let sent = text.withUTF8 { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    guard sent == request.utf8.count else { throw BenchProblem("the daemon hung up") }
  }

  /// Reads once, and waits if nothing has come.
  /// - Returns: the status of the answer; nil while it is not whole.
  func receive() throws -> Int? {
    // A NUL ends what was read.
    let space = buffer.count - filled - 1
    let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress.map { $0 + filled }, space, 0) }
    guard count > 0 else { throw BenchProblem("the daemon hung up") }
    filled += count
    buffer[filled] = 0
    guard let end = endOfHead(filled), filled >= end.body + end.length else { return nil }
    filled = 0
    return end.status
  }

  /// Looks at bytes only: what a client takes of the processor is missing to the daemon beside it.
  private func endOfHead(_ filled: Int) -> (body: Int, length: Int, status: Int)? {
    buffer.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), let end = strstr(start, "\r\n\r\n")
      else { return nil }
      let body = start.distance(to: end) + 4
      let field = strstr(start, "\r\nContent-Length:") ?? strstr(start, "\r\ncontent-length:")
      let length = field.map { atol($0 + 17) } ?? 0
      // After `HTTP/1.1 `.
      return (body, length, atol(start + 9))
    }
  }
}
