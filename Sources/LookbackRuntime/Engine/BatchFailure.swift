/// Why a batch was not recorded, as far as that decides what to do next.
enum BatchFailure: Error, Sendable {
  /// Nothing was recorded, and the same batch may well succeed: deadlock, lock timeout, lost connection.
  case retryable(String)
  /// Whether it was recorded is not known; the command ids will tell.
  case unknown(String)
  /// Nothing was recorded, and the same batch will fail again.
  case refused(String)
}
