/// Hands notifications to one consumer, dropping the oldest when it is slow and telling it so.
struct NotificationFeed: Sendable {
  private let continuation: AsyncStream<Notification>.Continuation

  init(_ continuation: AsyncStream<Notification>.Continuation) {
    self.continuation = continuation
  }

  /// A dropped message may have been the consumer's only hint, so the newest thing waiting says that some are missing.
  func deliver(_ notification: Notification) {
    if case .dropped = continuation.yield(notification) { continuation.yield(.missed) }
  }
}
