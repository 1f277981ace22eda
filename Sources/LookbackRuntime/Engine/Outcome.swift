package import LookbackCore

/// What became of one command.
package enum Outcome: Sendable, Hashable {
  /// It was recorded, durably.
  case done(Receipt)
  /// The same command id was recorded before; the receipt tells of the first time.
  case replayed(Receipt)
  /// A rule said no; nothing was changed.
  case rejected(Rejection)
  /// The engine is full, stopping, or the database cannot be reached: nothing was recorded; the words say why. Try
  /// again with the same command id.
  case unavailable(String)
  /// The database did not say whether it was recorded and could not be asked again in time. Ask with the same command
  /// id: it is never done twice.
  case unknown
}
