import Foundation
import LookbackTesting
import Testing

/// People who are known to nobody do what they can to a daemon: many connections, slow ones, large bodies.
@Suite("a daemon that cannot be pushed over", .serialized, .timeLimit(.minutes(25)))
struct PushingTests {
  private func withPort(descriptors: Int? = nil, _ body: (Daemon, Int) async throws -> Void) async throws {
    let conninfo = try await TestCluster.shared.database()
    try await withFolder { folder in
      let port = FreePort.take()
      let daemon = try await Daemon.start(
        in: folder, database: .existing(conninfo: conninfo), workflows: try DrillWorkflow.folder(in: folder),
        listen: "127.0.0.1:\(port)", descriptors: descriptors)
      do {
        try await RawConnection.waitUntilListening(port: port)
        try await body(daemon, port)
      } catch {
        _ = await daemon.stop()
        throw error
      }
      let ending = await daemon.stop()
      #expect(ending.status == 0, "\(ending.errors.suffix(2_000))")
    }
  }

  @Test("with 300 descriptors and hundreds of connections it goes on, and turns away what is too much")
  func connections() async throws {
    try await withPort(descriptors: 300) { daemon, port in
      try await Household.addWorker(to: daemon)
      let client = DrillClient(http: daemon.http)
      let id = try await client.open(number: "1")
      let many = try (0..<515).map { _ in try RawConnection(port: port) }
      for connection in many {
        connection.send(String(repeating: "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n", count: 20))
      }
      let answers = try await Self.firstAnswers(of: many)
      #expect(answers.filter { $0.hasPrefix("HTTP/1.1 200") }.count == 37, "half of a quarter of the descriptors")
      #expect(answers.contains { $0.hasPrefix("HTTP/1.1 503") && $0.contains("too many connections") })
      #expect(answers.allSatisfy { $0.isEmpty || $0.hasPrefix("HTTP/1.1 200") || $0.hasPrefix("HTTP/1.1 503") })
      // On the socket there is room all the while, and descriptors for the engine.
      for count in 0..<50 { #expect(try await client.note(id, count: count)) }
      let own = try (0..<200).map { _ in try RawConnection(socket: daemon.socket) }
      try await Waiting.until("one on the socket is turned away, too") {
        own.contains { $0.receivedNow()?.hasPrefix("HTTP/1.1 503") == true }
      }
      withExtendedLifetime((many, own)) {}
    }
  }

  /// The first that came on each connection; empty where it was closed without a word.
  private static func firstAnswers(of connections: [RawConnection]) async throws -> [String] {
    var answers: [String] = []
    for connection in connections {
      var answer: String?
      try await Waiting.until("a connection is answered or closed") {
        answer = connection.receivedNow()
        return answer != nil
      }
      answers.append(answer ?? "")
    }
    return answers
  }

  @Test("what is not used, or trickles in, is closed in its time")
  func slow() async throws {
    try await withPort { _, port in
      let idle = try RawConnection(port: port)
      let head = try RawConnection(port: port)
      head.send("GET /v1/health HTTP/1.1\r\nHost: x\r\nA: ")
      let body = try RawConnection(port: port)
      body.send(
        "POST /v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lb_x\r\nContent-Type: application/json\r\n"
          + "Content-Length: 100\r\n\r\n{")
      async let (first, second, third) = (head.received(), body.received(), idle.received())
      #expect(await first.hasPrefix("HTTP/1.1 408"))
      #expect(await second.hasPrefix("HTTP/1.1 408"))
      #expect(await third.isEmpty)
    }
  }

  @Test("bodies of people who are not known are not kept")
  func strangers() async throws {
    try await withPort { daemon, port in
      let before = try Self.memory(of: daemon)
      let blanks = [UInt8](repeating: 0x20, count: 1_048_576)
      for token in ["", "Authorization: Bearer lb_x\r\n"] {
        let many = try (0..<100).map { _ in try RawConnection(port: port) }
        for connection in many {
          connection.send(
            "POST /v1/workflows HTTP/1.1\r\nHost: x\r\n\(token)Content-Type: application/json\r\n"
              + "Content-Length: 8388608\r\n\r\n")
          connection.send(blanks)
        }
        for connection in many {
          let answer = await connection.received()
          #expect(answer.hasPrefix("HTTP/1.1 401"), "\(answer.prefix(200))")
        }
      }
      let grown = try Self.memory(of: daemon) - before
      #expect(grown < 60 * 1_024, "grown by \(grown) kB")
    }
  }

  /// The memory that the daemon has now, in kB.
  private static func memory(of daemon: Daemon) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(daemon.process.pid)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
  }
}
