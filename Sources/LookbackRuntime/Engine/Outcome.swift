package import LookbackCore

/// The result of one command.
package enum Outcome: Sendable, Hashable {
  /// It was recorded durably.
  case done(Receipt)
  /// The same command id was recorded before; the receipt is that of the first time.
  case replayed(Receipt)
  /// A rule refused it; nothing was changed.
  case rejected(Rejection)
  /// Nothing was recorded, because the engine is full or stopping, or because the database does not answer; the text
  /// says which. The caller can try again with the same command id.
  case unavailable(String)
  /// The answer to the commit was lost, and the database could not be asked in time. The caller can ask again with the
  /// same command id: the command is never done twice.
  case unknown
}
