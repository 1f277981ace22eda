/// Why a batch was not recorded. The cases differ in what the caller does next.
enum BatchFailure: Error, Sendable {
  /// Nothing was recorded, and the same batch can succeed later: a deadlock, a lost connection.
  case retryable(String)
  /// Nothing was recorded, because another transaction held a lock for too long.
  case blocked(String)
  /// The commit was sent and its answer was lost. The ids of the commands tell later whether the batch was recorded.
  case unknown(String)
  /// Nothing was recorded, and the same batch would fail in the same way again.
  case refused(String)
  /// The batch would fail in the same way again because of a value that one of its commands wants to write. `code` is
  /// the SQLSTATE of the database, with the name of the constraint where there is one.
  case unkeepable(String, code: String)
}
