import LookbackSignIn
import NIOPosix
import Synchronization

/// Hashes passwords one after the other on a thread of its own: each hash takes 128 MiB and some tenths of a second, so
/// that many at once would take the memory and the threads of all else.
final class PasswordChecker: Sendable {
  /// The most hashes that wait. Who comes when they do is told to come again.
  static let mostWaiting = 32

  private let cost: PasswordHash.Cost
  /// With it the password of an unknown person is compared, so that it takes as long as that of a known one.
  private let decoy: PasswordHash
  private let waiting = Mutex(0)
  private static let thread: NIOThreadPool = {
    let thread = NIOThreadPool(numberOfThreads: 1)
    thread.start()
    return thread
  }()

  init(cost: PasswordHash.Cost) {
    self.cost = cost
    decoy = .ofNothing(cost: cost)
  }

  /// Returns whether a stored hash is that of the password; of no hash, and of one that cannot be read, it is not.
  func matches(_ password: String, _ stored: String?) async throws -> Bool {
    let hash = stored.flatMap { PasswordHash($0) }
    return try await inTurn { (hash ?? self.decoy).matches(password) && hash != nil }
  }

  /// Returns the hash of a new password.
  func hash(_ password: String) async throws -> PasswordHash {
    let cost = cost
    return try await inTurn { PasswordHash(of: password, cost: cost) }
  }

  /// Returns what is wrong with a new password.
  func faults(
    of password: String, by policy: PasswordPolicy, context: [String], earlier: [String]
  ) async throws -> [PasswordFault] {
    let hashes = earlier.compactMap { PasswordHash($0) }
    return try await inTurn { policy.faults(of: password, context: context, earlier: hashes) }
  }

  /// Whether a stored hash cost less than hashes do now.
  func isWeak(_ stored: String) -> Bool { PasswordHash(stored)?.cost != cost }

  private func inTurn<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    let isAdmitted = waiting.withLock { count in
      guard count < Self.mostWaiting else { return false }
      count += 1
      return true
    }
    guard isAdmitted else { throw Problem.tooManySignIns }
    defer { waiting.withLock { $0 -= 1 } }
    return try await Self.thread.runIfActive(body)
  }
}
