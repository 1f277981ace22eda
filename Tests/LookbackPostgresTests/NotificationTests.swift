import LookbackPostgres
import LookbackTesting
import Testing

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

  @Test("a slow consumer loses the oldest and is told so")
  func slowConsumerIsTold() async throws {
    let other = try await Connection.fresh()
    let listener = NotificationListener(other.configuration, buffered: 4)
    let stream = listener.notifications(on: "due", "last")
    try await other.waitUntil("EXISTS (\(backends))")
    for number in 0..<20 { _ = try await other.query(notify, [.text("due"), .text("\(number)")]) }
    try await other.waitUntil("pg_notification_queue_usage() = 0")
    _ = try await other.query(notify, [.text("last"), .text("")])
    var seen: [Notification] = []
    for await notification in stream {
      seen.append(notification)
      if notification == .missed { break }
    }
    #expect(seen.last == .missed)
    #expect(seen.count <= 5)
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
