import Dispatch
import Glibc
import LookbackTesting

/// One HTTP/1.1 request over a Unix socket, byte for byte as given: a well-behaved client could not send wrong input.
struct UnixHTTP: Sendable {
  let socket: String
  /// Gives up after this many seconds without an answer.
  var timeout = 120

  struct Answer: Sendable {
    let status: Int
    /// Status line and headers, in lower case.
    let head: String
    let body: String
  }

  /// Sends the request and reads until the server closes; nil if the connection broke before a whole answer came.
  func send(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
  ) async -> Answer? {
    let lines =
      ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close", "Content-Length: \(body.count)"]
      + (headers.contains { $0.0 == "Content-Type" } ? [] : ["Content-Type: application/json"])
      + headers.map { "\($0): \($1)" }
    let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: exchange(bytes).flatMap(Self.parse)) }
    }
  }

  /// Whether a server accepts connections there now.
  func isListening() -> Bool {
    guard let descriptor = UnixSocket.connected(to: socket) else { return false }
    close(descriptor)
    return true
  }

  private func exchange(_ request: [UInt8]) -> [UInt8]? {
    guard let descriptor = UnixSocket.connected(to: socket) else { return nil }
    defer { close(descriptor) }
    var limit = timeval(tv_sec: timeout, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    write(request, to: descriptor)
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count > 0 { answer += chunk[..<count] } else { break }
    }
    return answer
  }

  /// A server may answer and close before it has read all: what it said is what counts.
  private func write(_ request: [UInt8], to descriptor: Int32) {
    var sent = 0
    while sent < request.count {
      let count = request[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  private static func parse(_ bytes: [UInt8]) -> Answer? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n"), let first = text.split(separator: "\r\n").first else { return nil }
    let head = text[..<end.lowerBound].lowercased()
    let body = String(text[end.upperBound...])
    guard let status = first.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
    if head.contains("transfer-encoding: chunked") {
      return unchunked(body).map { Answer(status: status, head: head, body: $0) }
    }
    if let length = head.firstMatch(of: #/content-length: (\d+)/#).flatMap({ Int($0.1) }), body.utf8.count < length {
      return nil
    }
    return Answer(status: status, head: head, body: body)
  }

  /// nil if the last chunk is missing: the server died before the end.
  private static func unchunked(_ body: String) -> String? {
    var rest = Array(body.utf8)[...]
    var whole: [UInt8] = []
    while let end = rest.firstIndex(of: 13), let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) {
      if size == 0 { return String(decoding: whole, as: UTF8.self) }
      let start = end + 2
      guard start + size + 2 <= rest.endIndex else { return nil }
      whole += rest[start..<start + size]
      rest = rest[(start + size + 2)...]
    }
    return nil
  }
}
