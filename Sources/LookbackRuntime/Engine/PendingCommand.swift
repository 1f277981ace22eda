import LookbackCEL
import LookbackCore
import LookbackStore
import LookbackTime
import Synchronization

/// How soon the caller needs an answer.
package enum Priority: Int, Sendable, CaseIterable {
  /// A person waits for the answer.
  case interactive
  /// The command is one of many, or one of the engine's own. Such commands share every batch evenly with interactive
  /// ones.
  case background
}

/// A command in the queue, with the timer if it is the firing of one. It is a class, so that the queues pass a
/// reference.
final class PendingCommand: Sendable {
  let asked: UnresolvedCommand
  let timer: DueTimer?
  let priority: Priority
  /// The estimated number of bytes that the command takes up while it waits.
  let weight: Int
  private let doubt = Mutex(Doubt())

  /// What is known about commits of this command whose answers were lost.
  private struct Doubt {
    var isInDoubt = false
    /// The receipt that the command will have if the next commit succeeds.
    var expected: Receipt?
    /// The receipt that it has if the commit whose answer was lost succeeded.
    var lost: Receipt?
  }

  init(_ asked: UnresolvedCommand, priority: Priority = .interactive, timer: DueTimer? = nil) {
    self.asked = asked
    self.timer = timer
    self.priority = priority
    weight = asked.command.weight
  }

  convenience init(_ command: Command, priority: Priority = .interactive, timer: DueTimer? = nil) {
    self.init(UnresolvedCommand(command), priority: priority, timer: timer)
  }

  /// The command as it was submitted: its actor and target can still be unresolved.
  var command: Command { asked.command }

  /// The case that the command is for.
  var target: CaseID { asked.command.target }

  /// Makes the command that fires a timer which was found due.
  convenience init(_ timer: DueTimer) {
    self.init(
      Command(
        id: CommandID("timer \(timer.target) \(timer.key) \(timer.due)"), target: timer.target,
        request: .timer(key: timer.key, due: timer.due), actor: .engine, via: "timer"),
      priority: .background, timer: timer)
  }

  /// Whether the command was in a commit whose answer was lost.
  var isInDoubt: Bool { doubt.withLock { $0.isInDoubt } }

  /// Notes the receipt that the command will have if the next commit succeeds.
  func expect(_ receipt: Receipt) { doubt.withLock { $0.expected = receipt } }

  /// Notes that the answer to a commit was lost.
  func noteLost() {
    doubt.withLock {
      $0.isInDoubt = true
      $0.lost = $0.expected ?? $0.lost
    }
  }

  /// Turns a replayed receipt into the original result if it is the receipt of the commit whose answer was lost.
  /// Otherwise the same command was recorded before it was submitted here.
  func settled(_ outcome: Outcome?) -> Outcome? {
    guard case .replayed(let receipt)? = outcome, let lost = doubt.withLock({ $0.lost }) else { return outcome }
    return receipt.isOfSameAct(as: lost) ? .done(receipt) : outcome
  }

  /// Whether this is the firing of a timer on the database's clock. The timer service finds such a timer again if it
  /// was not fired.
  var isOfRealClock: Bool { timer.map { $0.lane < 64 } ?? false }
}

extension Command {
  /// The estimated bytes of a queued command and its entry in the queue, texts excluded.
  private static let bareWeight = 512

  fileprivate var weight: Int {
    switch request {
    case .open(_, let data), .fire(_, _, let data):
      data.reduce(Self.bareWeight) { $0 + $1.key.utf8.count + $1.value.weight }
    case .mend(let mend):
      mend.data.reduce(Self.bareWeight + mend.reason.utf8.count) { $0 + $1.key.utf8.count + $1.value.weight }
    case .answerMend(let answer): Self.bareWeight + answer.reason.utf8.count
    case .timer, .redate, .move: Self.bareWeight
    }
  }
}

extension Value {
  fileprivate var weight: Int {
    let own = 48
    return switch self {
    case .string(let text): own + text.utf8.count
    case .list(let items): items.reduce(own) { $0 + $1.weight }
    case .map(let entries): entries.reduce(own) { $0 + $1.key.weight + $1.value.weight }
    default: own
    }
  }
}
