import Logging
import LookbackCore
import LookbackRuntime
import LookbackStore
import Synchronization

/// Remembers which tokens were used in the last minute, so that the database is told at most once a minute of each.
final class TokenUseBook: Sendable {
  /// The most tokens that are remembered. When they are full, the database decides what is new.
  static let most = 10_000
  private static let interval = Duration.seconds(60)

  private let noted = Mutex<[[UInt8]: ContinuousClock.Instant]>([:])

  /// Returns whether the database is to be told of a use.
  func isNews(_ hash: [UInt8], at now: ContinuousClock.Instant = .now) -> Bool {
    noted.withLock { noted in
      if let last = noted[hash], now - last < Self.interval { return false }
      if noted.count >= Self.most { noted = noted.filter { now - $0.value < Self.interval } }
      if noted.count < Self.most { noted[hash] = now }
      return true
    }
  }
}

extension API {
  /// Notes that a token let somebody in, so that a session goes on. Whether that succeeds makes no difference to the answer.
  func noteUse(_ sender: Sender?, _ answer: Answer, _ logger: Logger) async {
    guard case .token(let hash)? = sender?.asker, answer.status != 401, operations.engine.refusal == nil,
      uses.isNews(hash)
    else { return }
    do { try await operations.store.noteUse(ofToken: hash) } catch {
      logger.warning("the use of a token could not be noted", metadata: ["reason": "\(error)"])
    }
  }
}
