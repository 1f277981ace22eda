import CLibpq
import Glibc
import Logging

/// Listens for NOTIFY on a connection and a thread of its own, and reconnects by itself.
package struct NotificationListener: Sendable {
  private let configuration: ConnectionConfiguration
  private let backoff: Backoff
  private let buffered: Int

  /// Connects to nothing yet.
  ///
  /// - Parameter buffered: how many notifications wait for a slow consumer before the oldest are dropped.
  package init(_ configuration: ConnectionConfiguration, backoff: Backoff = Backoff(), buffered: Int = 64) {
    self.configuration = configuration
    self.backoff = backoff
    self.buffered = max(1, buffered)
  }

  /// The notifications on these channels, beginning with `.listening`.
  ///
  /// NOTIFY is lost while the connection is down; `.listening` after a reconnect says so. The stream has one consumer
  /// and ends when that stops, or at once when the system has no thread left.
  package func notifications(on channels: String...) -> AsyncStream<Notification> {
    notifications(on: channels)
  }

  /// The notifications on these channels, beginning with `.listening`.
  package func notifications(on channels: [String]) -> AsyncStream<Notification> {
    AsyncStream(bufferingPolicy: .bufferingNewest(buffered)) { continuation in
      let stop = StopSignal()
      guard let executor = try? ThreadExecutor(name: "postgres-listen") else {
        configuration.logger.error("cannot listen: the system gave no thread")
        continuation.finish()
        return
      }
      let session = ListeningSession(configuration, channels, backoff, executor, stop, NotificationFeed(continuation))
      continuation.onTermination = { _ in stop.fire() }
      Task { await session.listen() }
    }
  }
}

/// The thread behind one stream of notifications.
private actor ListeningSession {
  private let configuration: ConnectionConfiguration
  private let channels: [String]
  private let backoff: Backoff
  private let stop: StopSignal
  private let feed: NotificationFeed
  private nonisolated let executor: ThreadExecutor

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(
    _ configuration: ConnectionConfiguration, _ channels: [String], _ backoff: Backoff, _ executor: ThreadExecutor,
    _ stop: StopSignal, _ feed: NotificationFeed
  ) {
    self.configuration = configuration
    self.channels = channels
    self.backoff = backoff
    self.executor = executor
    self.stop = stop
    self.feed = feed
  }

  deinit { executor.stop() }

  /// Returns when the consumer has stopped.
  func listen() {
    var failures = 0
    while !stop.wait(backoff.delay(after: failures)) {
      do {
        let link = try subscribed()
        failures = 0
        feed.deliver(.listening)
        try follow(link)
        return
      } catch {
        failures += 1
        configuration.logger.warning("listening was interrupted", metadata: ["reason": "\(error)"])
      }
    }
  }

  private func subscribed() throws -> Link {
    let link = try Link(configuration)
    let commands = try channels.map { "LISTEN \(try link.identifier($0))" }
    try link.script(commands.joined(separator: "; "), deadline: .now + configuration.connectTimeout)
    return link
  }

  private func follow(_ link: Link) throws {
    while true {
      while let message = link.nextNotification() { feed.deliver(message) }
      var entries = [
        pollfd(fd: PQsocket(link.handle), events: Int16(POLLIN), revents: 0),
        pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&entries, 2, -1) > 0 else { continue }
      if entries[1].revents != 0 { return }
      guard PQconsumeInput(link.handle) == 1 else { throw link.failure() }
    }
  }
}

extension Link {
  /// A notification that has arrived, without waiting.
  fileprivate func nextNotification() -> Notification? {
    guard let notified = PQnotifies(handle) else { return nil }
    defer { PQfreemem(notified) }
    return .message(
      channel: String(cString: notified.pointee.relname), payload: String(cString: notified.pointee.extra))
  }
}
