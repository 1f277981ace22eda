/// Why a batch was not recorded, as far as that decides what to do next.
enum BatchFailure: Error, Sendable {
  /// Nothing was recorded, and the same batch may well succeed: deadlock, lost connection.
  case retryable(String)
  /// Nothing was recorded, because somebody else held a lock for too long.
  case blocked(String)
  /// Whether it was recorded is not known; the command ids will tell.
  case unknown(String)
  /// Nothing was recorded, and the same batch will fail again.
  case refused(String)
  /// The same, because of what one of the commands wants to write; `code` is the database's word for it.
  case unkeepable(String, code: String)
}
