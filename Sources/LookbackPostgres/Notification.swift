/// What a listener tells its consumer.
package enum Notification: Sendable, Hashable {
  /// LISTEN is in force, for the first time or again after a lost connection: whatever was notified before may have
  /// been missed, so read the state again.
  case listening
  /// A NOTIFY arrived. It is a hint; several may have become one.
  case message(channel: String, payload: String)
  /// The consumer was slow and some messages were dropped: read the state again.
  case missed
}
