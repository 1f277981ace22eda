import Foundation
import LookbackCore
import Synchronization

/// A client with cases of its own, which it sends to and fro: one request at a time, the next when it is answered.
struct HTTPClient: Sendable {
  private let socket: String
  private let ids: [CaseID]
  private let name: String
  /// Each client finds its cases drafting and leaves them so.
  private static let events = ["submit", "turn back"]
  /// As many as pgbench has beside it. What clients take of the processor is missing to the daemon.
  private static let threads = 2

  init(_ socket: String, _ ids: [CaseID], share: Int, of all: Int, round: Int) {
    self.socket = socket
    let size = ids.count / all
    self.ids = Array(ids[share * size..<(share + 1) * size])
    name = "h\(round)-\(share)"
  }

  struct Run {
    var count = 0
    var seconds = 0.0
    /// In milliseconds.
    var latencies: [Double] = []
  }

  /// All at once, some on each thread.
  static func run(_ clients: [HTTPClient], seconds: Double) throws -> Run {
    let results = Mutex<(runs: [[Double]], problem: (any Error)?)>(([], nil))
    let group = DispatchGroup()
    let start = WallClock.seconds
    for index in 0..<min(threads, clients.count) {
      let own = clients.indices.filter { $0 % threads == index }.map { clients[$0] }
      group.enter()
      let thread = Thread {
        do {
          let latencies = try work(own, until: start + seconds)
          results.withLock { $0.runs.append(latencies) }
        } catch { results.withLock { $0.problem = error } }
        group.leave()
      }
      thread.start()
    }
    group.wait()
    let took = WallClock.seconds - start
    let (runs, problem) = results.withLock { $0 }
    if let problem { throw problem }
    return Run(count: runs.reduce(0) { $0 + $1.count }, seconds: took, latencies: runs.flatMap { $0 })
  }

  /// What is on its way for one client.
  private struct Errand {
    let client: HTTPClient
    let connection: SocketClient
    var turn = 0
    var event = 0
    var sent = 0.0

    init(_ client: HTTPClient) throws {
      self.client = client
      connection = try SocketClient(client.socket)
    }

    mutating func send() throws {
      let id = client.ids[turn % client.ids.count]
      let name = HTTPClient.events[event]
      sent = WallClock.seconds
      try connection.post("/v1/cases/\(id)/events", "{\"event\": \"\(name)\"}", key: "\(client.name)-\(turn)-\(name)")
    }

    /// Takes what has come, and sends the next request if that was the answer.
    /// - Returns: how long the answer took, in milliseconds, and whether there is no next one; nil if it is not whole yet.
    mutating func take(until end: Double) throws -> (latency: Double, isLast: Bool)? {
      guard let status = try connection.receive() else { return nil }
      guard status == 200 else { throw BenchProblem("\(HTTPClient.events[event]) answers \(status)") }
      let now = WallClock.seconds
      let latency = (now - sent) * 1000
      event = (event + 1) % HTTPClient.events.count
      if event == 0 {
        turn += 1
        if now >= end { return (latency, true) }
      }
      try send()
      return (latency, false)
    }
  }

  private static func work(_ clients: [HTTPClient], until end: Double) throws -> [Double] {
    var errands = try clients.map { try Errand($0) }
    var waits = errands.map { pollfd(fd: $0.connection.descriptor, events: Int16(POLLIN), revents: 0) }
    var latencies: [Double] = []
    for index in errands.indices { try errands[index].send() }
    var open = errands.count
    while open > 0 {
      guard poll(&waits, nfds_t(waits.count), -1) > 0 else { throw BenchProblem("poll failed: \(errno)") }
      for index in waits.indices where waits[index].revents != 0 {
        guard let (latency, isLast) = try errands[index].take(until: end) else { continue }
        latencies.append(latency)
        if isLast {
          // A negative descriptor is passed over.
          waits[index].fd = -1
          open -= 1
        }
      }
    }
    return latencies
  }
}
