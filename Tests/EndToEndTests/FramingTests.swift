import Foundation
import LookbackTesting
import Testing

/// Bytes that are no request, or half of one, byte for byte on the socket.
@Suite("requests that are badly framed are the sender's fault", .timeLimit(.minutes(25)))
struct FramingTests {
  private struct Exchange: Sendable {
    let name: String
    let bytes: String
    let status: String
    /// Whether the sender ends there, in the middle.
    var isCutOff = false
  }

  private static func post(_ name: String, _ headers: String, _ body: String, isCutOff: Bool = false) -> Exchange {
    Exchange(
      name: name,
      bytes:
        "POST /v1/substitutes/7/end HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\(headers)\r\n\r\n\(body)",
      status: "400", isCutOff: isCutOff)
  }

  private static let table: [Exchange] = [
    post("a chunk size that is none", "Transfer-Encoding: chunked", "ZZ\r\n{}\r\n0\r\n\r\n"),
    post("a chunk size below zero", "Transfer-Encoding: chunked", "-1\r\n{}\r\n0\r\n\r\n"),
    post("a chunk size without end", "Transfer-Encoding: chunked", "ffffffffffffffffff\r\n{}\r\n"),
    post("line ends that are none", "Transfer-Encoding: chunked", "2\n{}\n0\n\n"),
    post("another transfer encoding", "Transfer-Encoding: xchunked", "2\r\n{}\r\n0\r\n\r\n"),
    post("two transfer encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "2\r\n{}\r\n0\r\n\r\n"),
    post("two lengths", "Content-Length: 2\r\nContent-Length: 3", "{}"),
    post("a length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"),
    post("a body that is cut off", "Content-Length: 1000", "{", isCutOff: true),
    post("chunks that are cut off", "Transfer-Encoding: chunked", "5\r\n{", isCutOff: true),
    post(
      "100,000 trailers", "Transfer-Encoding: chunked", "0\r\n" + String(repeating: "T: x\r\n", count: 100_000) + "\r\n"
    ),
    Exchange(name: "no host", bytes: "GET /v1/health HTTP/1.1\r\n\r\n", status: "400"),
    Exchange(name: "two hosts", bytes: "GET /v1/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", status: "400"),
    Exchange(name: "noise", bytes: "\u{16}\u{03}\u{01}\u{00}\r\n\r\n", status: "400"),
    Exchange(
      name: "headers of 20 kB",
      bytes: "GET /v1/health HTTP/1.1\r\nHost: x\r\nA: \(String(repeating: "a", count: 20_000))\r\n\r\n",
      status: "431"),
    Exchange(
      name: "another expectation", bytes: "GET /v1/health HTTP/1.1\r\nHost: x\r\nExpect: x\r\n\r\n", status: "417"),
    Exchange(name: "HTTP/1.0", bytes: "GET /v1/health HTTP/1.0\r\n\r\n", status: "200"),
  ]

  @Test("they are answered with a problem and an end, and the log has no error")
  func framing() async throws {
    try await withFolder { folder in
      let daemon = try await Desk.start([:], in: folder).daemon
      for exchange in Self.table {
        let connection = try RawConnection(socket: daemon.socket)
        connection.send(exchange.bytes)
        if exchange.isCutOff { connection.endSending() }
        let answer = await connection.received()
        #expect(answer.contains(" \(exchange.status) "), "\(exchange.name): \(answer)")
        #expect(answer.lowercased().contains("connection: close"), "\(exchange.name): \(answer)")
        for header in ["cache-control: no-store", "x-content-type-options: nosniff", "request-id: "] {
          #expect(answer.lowercased().contains(header), "\(exchange.name): \(answer)")
        }
      }
      for _ in 0..<20 {
        let connection = try RawConnection(socket: daemon.socket)
        connection.send("POST /v1/cases HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
      }
      #expect(await daemon.http.send("GET", "/v1/health")?.status == 200)
      let ending = await daemon.stop()
      #expect(ending.status == 0)
      #expect(!(ending.output + ending.errors).contains(" error "), "\(ending.output)\(ending.errors)")
    }
  }

  @Test("a client that waits for 100 Continue gets it at once, and a stranger an answer without it")
  func continues() async throws {
    try await withFolder { folder in
      let port = FreePort.take()
      let daemon = try await Daemon.start(
        in: folder, workflows: try DrillWorkflow.folder(in: folder), listen: "127.0.0.1:\(port)")
      try await RawConnection.waitUntilListening(port: port)
      let head =
        "POST /v1/units HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
      let body = #"{"code":"yard","name":"yard"}"#
      let known = try RawConnection(socket: daemon.socket)
      known.send("\(head)Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
      #expect(await known.received(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      known.send(body)
      #expect(await known.received().hasPrefix("HTTP/1.1 201"))
      let stranger = try RawConnection(port: port)
      stranger.send("\(head)Authorization: bearer lb_x\r\nContent-Length: 8000000\r\n\r\n")
      let answer = await stranger.received()
      #expect(answer.hasPrefix("HTTP/1.1 401") && answer.lowercased().contains("www-authenticate: bearer"), "\(answer)")
      _ = await daemon.stop()
    }
  }
}
