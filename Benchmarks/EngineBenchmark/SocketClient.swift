import Glibc
import LookbackTesting

/// A keep-alive HTTP/1.1 connection over a Unix socket that blocks: as cheap a client as there is.
final class SocketClient {
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 65_536)

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

  /// Sends a request and reads the whole answer; its status.
  func post(_ path: String, _ body: String, key: String) throws -> Int {
    let request =
      "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: \(key)\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    var text = request
    let sent = text.withUTF8 { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    guard sent == request.utf8.count else { throw BenchProblem("the daemon hung up") }
    return try readAnswer()
  }

  private func readAnswer() throws -> Int {
    var filled = 0
    while true {
      let space = buffer.count - filled
      let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress.map { $0 + filled }, space, 0) }
      guard count > 0 else { throw BenchProblem("the daemon hung up") }
      filled += count
      if let end = endOfHead(filled), filled >= end.body + end.length { return end.status }
    }
  }

  private func endOfHead(_ filled: Int) -> (body: Int, length: Int, status: Int)? {
    let text = String(decoding: buffer[..<filled], as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let head = text[..<end.lowerBound].lowercased()
    let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
    return (text.utf8.distance(from: text.startIndex, to: end.upperBound), length ?? 0, status)
  }
}
