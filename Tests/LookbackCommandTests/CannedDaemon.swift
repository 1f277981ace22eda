import Foundation
import Glibc
import Synchronization
import Testing

/// Answers what a test puts into it, on a socket of its own, and keeps what it was asked.
final class CannedDaemon: Sendable {
  /// What was asked: method and address, such as `GET /v1/clock`, its headers in lower case and its body.
  struct Request: Sendable {
    let line: String
    let headers: String
    let body: String
  }

  /// An answer to every address that begins so.
  struct Canned: Sendable {
    let line: String
    let status: Int
    let body: String

    init(_ line: String, status: Int = 200, _ body: String) {
      self.line = line
      self.status = status
      self.body = body
    }
  }

  let socket: String
  private let answers: [Canned]
  private let listener: Int32
  private let asked = Mutex<[Request]>([])

  var requests: [Request] { asked.withLock { $0 } }

  init(_ answers: [Canned]) throws {
    self.answers = answers
    socket = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString.prefix(13)).sock").path
    listener = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(socket.utf8) + [0]
    try #require(
      path.count <= MemoryLayout.size(ofValue: address.sun_path), "the path of the socket is too long: \(socket)")
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(code == 0 && listen(listener, 8) == 0, "nothing can listen on \(socket)")
    let thread = Thread { [self] in while let peer = accepted() { serve(peer) } }
    thread.start()
  }

  /// Answers nobody any more; its thread ends.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    unlink(socket)
  }

  private func accepted() -> Int32? {
    let peer = accept(listener, nil, nil)
    guard peer >= 0 else {
      close(listener)
      return nil
    }
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return peer
  }

  private func serve(_ peer: Int32) {
    defer { close(peer) }
    guard let request = read(peer) else { return }
    asked.withLock { $0.append(request) }
    let found = answers.last { request.line.hasPrefix($0.line) }
    let answer = found ?? Canned(request.line, status: 404, #"{"detail":"nothing is canned for \#(request.line)"}"#)
    let head = "HTTP/1.1 \(answer.status) X\r\nContent-Length: \(answer.body.utf8.count)\r\nConnection: close\r\n\r\n"
    var rest = Array((head + answer.body).utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// nil if the connection ends before the request does.
  private func read(_ peer: Int32) -> Request? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.firstRange(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound].lowercased()
        let body = String(text[end.upperBound...])
        let length = head.firstMatch(of: #/content-length: (\d+)/#).flatMap { Int($0.1) } ?? 0
        if body.utf8.count >= length {
          let line = text.prefix { $0 != "\r\n" }.split(separator: " ").dropLast().joined(separator: " ")
          return Request(line: line, headers: head, body: body)
        }
      }
      let count = recv(peer, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      bytes += chunk[..<count]
    }
  }
}
