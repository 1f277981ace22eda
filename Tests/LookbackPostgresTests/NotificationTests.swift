import LookbackTesting
import Testing

@testable import LookbackPostgres

@Suite("Notifications")
struct NotificationTests {
  private let notify = Statement("notify", "SELECT pg_notify($1, $2)")
  private let backends = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"

  @Test("notifications arrive in order, and after a lost connection the consumer is told to read again")
  func listenerReconnects() async throws {
    let other = try await Connection.fresh()
    let listener = NotificationListener(other.configuration, backoff: Backoff(first: .milliseconds(1)))
    var notifications = listener.notifications(on: "due", "odd \"name\"").makeAsyncIterator()
    #expect(await notifications.next() == .listening)
    _ = try await other.query(notify, [.text("due"), .text("1")])
    _ = try await other.query(notify, [.text("odd \"name\""), .text("2")])
    #expect(await notifications.next() == .message(channel: "due", payload: "1"))
    #expect(await notifications.next() == .message(channel: "odd \"name\"", payload: "2"))
    try await other.waitUntil("bool_and(pg_terminate_backend(pid, 5000)) FROM (\(backends)) AS listeners")
    #expect(await notifications.next() == .listening)
    _ = try await other.query(notify, [.text("due"), .text("3")])
    #expect(await notifications.next() == .message(channel: "due", payload: "3"))
  }

  @Test("a slow consumer loses the oldest and is told so last")
  func slowConsumerIsTold() async {
    let stream = AsyncStream(bufferingPolicy: .bufferingNewest(4)) { continuation in
      let feed = NotificationFeed(continuation)
      feed.deliver(.listening)
      for number in 0..<20 { feed.deliver(.message(channel: "due", payload: "\(number)")) }
      continuation.finish()
    }
    let seen = await stream.reduce(into: []) { $0.append($1) }
    #expect(seen.count == 4)
    #expect(seen.last == .missed)
  }

  @Test("a consumer that keeps up loses nothing")
  func promptConsumerGetsAll() async {
    let stream = AsyncStream(bufferingPolicy: .bufferingNewest(4)) { continuation in
      let feed = NotificationFeed(continuation)
      for number in 0..<4 { feed.deliver(.message(channel: "due", payload: "\(number)")) }
      continuation.finish()
    }
    let seen = await stream.reduce(into: []) { $0.append($1) }
    #expect(seen == (0..<4).map { .message(channel: "due", payload: "\($0)") })
  }

  @Test("a consumer that stops ends the listener's session")
  func stoppedConsumerEndsSession() async throws {
    let other = try await Connection.fresh()
    let consumer = Task { [configuration = other.configuration] in
      for await _ in NotificationListener(configuration).notifications(on: "due") {}
    }
    try await other.waitUntil("EXISTS (\(backends))")
    consumer.cancel()
    await consumer.value
    try await other.waitUntil("NOT EXISTS (\(backends))")
  }
}
