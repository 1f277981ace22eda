import NIOHTTP1
import Testing

@testable import LookbackHTTP

@Suite("one connection") struct ConversationTests {
  private static let get = "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"

  private static func post(_ headers: String, _ body: String = "") -> String {
    "POST /v1/cases HTTP/1.1\r\nHost: x\r\n\(headers)\r\n\r\n\(body)"
  }

  // MARK: - Framing

  private static let long = String(repeating: "a", count: ConversationLimits.headBytes)

  private static let refused: [(bytes: String, status: String, says: String)] = [
    ("GET / HTTP/1.1\r\n\r\n", "400", "one `Host` header"),
    ("GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", "400", "one `Host` header"),
    ("\u{16}\u{03}\u{01} hello\r\n\r\n", "400", "no request of HTTP/1.1"),
    ("nonsense / HTTP/1.1\r\nHost: x\r\n\r\n", "400", "no request of HTTP/1.1"),
    ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400", "no request of HTTP/1.1"),
    ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", "505", "HTTP/1.1 and HTTP/1.0"),
    (post("Transfer-Encoding: gzip, chunked"), "400", "Transfer-Encoding"),
    (post("Expect: gifts\r\nContent-Length: 2", "{}"), "417", "100-continue"),
    ("GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n", "431", "at most 16384 bytes"),
    ("GET / HTTP/1.1\r\nHost: x\r\nA: \(long)\r\n\r\n", "431", "at most 16384 bytes"),
    (
      "GET / HTTP/1.1\r\nHost: x\r\n" + String(repeating: "A: b\r\n", count: 101) + "\r\n", "431",
      "at most 100 headers"
    ),
  ]

  @Test("refuses what is no request with a problem that says why, and closes", arguments: refused)
  func refusals(bytes: String, status: String, says: String) throws {
    let connection = try EmbeddedConversation()
    try connection.send(bytes)
    let answer = try connection.sent()
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    for part in [says, "application/problem+json", "connection: close", "cache-control: no-store", "request-id: "] {
      #expect(answer.lowercased().contains(part.lowercased()), "\(part): \(answer)")
    }
    #expect(!connection.isOpen && connection.seen.isEmpty, "\(connection.seen)")
  }

  @Test("says it in the language of a request that could be read")
  func language() throws {
    let connection = try EmbeddedConversation()
    try connection.send("GET / HTTP/1.1\r\nAccept-Language: zh\r\n\r\n")
    #expect(try connection.sent().contains("有且只有一项"))
  }

  private static let broken = [
    "Transfer-Encoding: chunked|ZZ\r\n", "Transfer-Encoding: chunked|-1\r\n",
    "Transfer-Encoding: chunked|ffffffffffffffffff\r\n", "Transfer-Encoding: chunked|2\n{}\n0\n\n",
    "Transfer-Encoding: chunked|0\r\n" + String(repeating: "T: x\r\n", count: 100_000) + "\r\n",
  ]

  @Test("tells the reader of a body that it is badly framed, and closes after the answer", arguments: broken)
  func brokenBodies(text: String) throws {
    let parts = text.split(separator: "|", maxSplits: 1)
    let connection = try EmbeddedConversation()
    try connection.send(Self.post(String(parts[0]), String(parts[1])))
    #expect(connection.seen.first == "POST /v1/cases" && connection.seen.last == "broken", "\(connection.seen)")
    try connection.answer()
    #expect(try connection.sent().contains("Connection: close"))
    #expect(!connection.isOpen)
  }

  @Test("answers what came well before it refuses what is no request")
  func pipelined() throws {
    let connection = try EmbeddedConversation()
    try connection.send(Self.get + Self.get + "nonsense\r\n\r\n" + Self.get)
    #expect(connection.seen == ["GET /v1/health", "end", "GET /v1/health", "end"])
    #expect(try connection.sent().isEmpty)
    try connection.answer()
    #expect(try connection.sent().hasPrefix("HTTP/1.1 200"))
    try connection.answer()
    let rest = try connection.sent()
    #expect(rest.hasPrefix("HTTP/1.1 200") && rest.contains("HTTP/1.1 400"), "\(rest)")
    #expect(!connection.isOpen && connection.seen.count == 4)
  }

  @Test(
    "closes after the answer that is the last",
    arguments: [
      ("GET / HTTP/1.0\r\n\r\n", true), ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true),
      ("GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n", true),
      ("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", true), (get, false),
      (post("Content-Length: 2", "{}"), false), (post("Content-Length: 9", "{}"), true),
    ])
  func last(bytes: String, isLast: Bool) throws {
    let connection = try EmbeddedConversation()
    try connection.send(bytes)
    try connection.answer()
    let answer = try connection.sent()
    #expect(answer.contains("Connection: close") == isLast, "\(answer)")
    #expect(connection.isOpen != isLast)
    let count = connection.seen.count
    try connection.send(Self.get)
    #expect((connection.seen.count == count) == isLast)
  }

  @Test("sends no chunks to a client of HTTP/1.0")
  func old() throws {
    let connection = try EmbeddedConversation()
    try connection.send("POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n")
    try connection.answer("a line\n", lengthIsKnown: false)
    let answer = try connection.sent()
    #expect(answer.hasPrefix("HTTP/1.0 200") && answer.hasSuffix("\r\n\r\na line\n"), "\(answer)")
  }

  @Test("answers 100 as soon as the body may come, and not before")
  func continues() throws {
    let connection = try EmbeddedConversation()
    try connection.send(Self.post("Expect: 100-continue\r\nContent-Length: 2"))
    #expect(try connection.sent().isEmpty)
    connection.demand(.first)
    #expect(try connection.sent() == "HTTP/1.1 100 Continue\r\n\r\n")
    try connection.send("{}")
    #expect(connection.seen == ["POST /v1/cases", "2 bytes", "end"])
    try connection.answer()
    #expect(try connection.sent().hasPrefix("HTTP/1.1 200") && connection.isOpen)
  }

  // MARK: - Time

  @Test("is closed without a word after a minute without a request, and not before")
  func idle() throws {
    let connection = try EmbeddedConversation()
    connection.pass(seconds: 59)
    try connection.send(Self.get)
    try connection.answer()
    _ = try connection.sent()
    connection.pass(seconds: 59)
    #expect(connection.isOpen)
    connection.pass(seconds: 2)
    #expect(try connection.sent().isEmpty && !connection.isOpen)
  }

  @Test("is answered 408 when headers trickle in for ten seconds")
  func lateHead() throws {
    let connection = try EmbeddedConversation()
    connection.pass(seconds: 30)
    try connection.send("GET / HTTP/1.1\r\n")
    for _ in 0..<9 {
      connection.pass(seconds: 1)
      try connection.send("A: b\r\n")
    }
    #expect(connection.isOpen)
    connection.pass(seconds: 1)
    let answer = try connection.sent()
    #expect(answer.hasPrefix("HTTP/1.1 408") && answer.contains("too-slow"), "\(answer)")
    #expect(!connection.isOpen)
  }

  @Test("tells the reader of a body that trickles in that it is late, after 20 seconds and one more for each 16 KiB")
  func lateBody() throws {
    let connection = try EmbeddedConversation()
    try connection.send(Self.post("Content-Length: 60000", String(repeating: " ", count: 32_768)))
    for _ in 0..<21 {
      connection.pass(seconds: 1)
      try connection.send(" ")
    }
    #expect(connection.seen.last == "1 bytes")
    connection.pass(seconds: 1)
    #expect(connection.seen.last == "late")
    #expect(try connection.sent().isEmpty && connection.isOpen)
    try connection.answer()
    #expect(try connection.sent().contains("Connection: close"))
    #expect(!connection.isOpen)
  }

  @Test("is not closed while the daemon is the one that is waited for")
  func working() throws {
    let connection = try EmbeddedConversation()
    try connection.send(Self.get + "GET /v1/hea")
    connection.pass(seconds: 3_600)
    #expect(connection.isOpen)
    try connection.answer()
    #expect(try connection.sent().hasPrefix("HTTP/1.1 200") && connection.isOpen)
  }

  @Test("does not count the time in which nobody reads a body, and reads no more of it than a stranger may send")
  func held() throws {
    let connection = try EmbeddedConversation()
    try connection.send(
      Self.post("Content-Length: 1000000", String(repeating: " ", count: ConversationLimits.unknownBody + 1)))
    connection.pass(seconds: 3_600)
    #expect(connection.seen.last == "65537 bytes")
    connection.demand(.all)
    connection.pass(seconds: 15)
    #expect(connection.seen.last == "65537 bytes")
    connection.pass(seconds: 30)
    #expect(connection.seen.last == "late")
  }

  @Test("is closed when nothing of an answer is taken for five minutes, and not while some of it is")
  func stalled() throws {
    let connection = try EmbeddedConversation()
    try connection.send(Self.get)
    connection.take(false)
    connection.pass(seconds: 299)
    connection.take(true)
    connection.take(false)
    connection.pass(seconds: 299)
    #expect(connection.isOpen)
    connection.pass(seconds: 2)
    #expect(!connection.isOpen)
  }
}
