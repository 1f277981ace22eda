import LookbackCEL
import LookbackCore
import LookbackStore
import LookbackTime
import Synchronization

/// How soon somebody wants an answer.
package enum Priority: Sendable, Hashable {
  /// A person waits for it.
  case prompt
  /// One of many, or the engine's own: it leaves half of each batch to those who wait.
  case patient
}

/// A command on its way, with the timer whose firing it is. It stands in many lists on its way, so there is one of it.
final class PendingCommand: Sendable {
  let asked: UnresolvedCommand
  let timer: DueTimer?
  let haste: Priority
  /// About how many bytes it takes up while it waits.
  let weight: Int
  private let doubt = Mutex(Doubt())

  /// What is known of commits whose answers were lost.
  private struct Doubt {
    var isInDoubt = false
    /// What it does in the commit that is on its way, if that is taken.
    var expected: Receipt?
    /// The same of a commit whose answer was lost.
    var lost: Receipt?
  }

  init(_ asked: UnresolvedCommand, haste: Priority = .prompt, timer: DueTimer? = nil) {
    self.asked = asked
    self.timer = timer
    self.haste = haste
    weight = asked.command.weight
  }

  convenience init(_ command: Command, haste: Priority = .prompt, timer: DueTimer? = nil) {
    self.init(UnresolvedCommand(command), haste: haste, timer: timer)
  }

  /// As it was asked: who asks and what is meant may be names still.
  var command: Command { asked.command }

  /// The firing of a timer that was found due.
  convenience init(_ timer: DueTimer) {
    self.init(
      Command(
        id: CommandID("timer \(timer.target) \(timer.key) \(timer.due)"), target: timer.target,
        request: .timer(key: timer.key, due: timer.due), actor: .engine, via: "timer"),
      haste: .patient, timer: timer)
  }

  /// It was in a commit whose answer was lost.
  var isInDoubt: Bool { doubt.withLock { $0.isInDoubt } }

  /// Notes what the command will have done when the commit that comes next is taken.
  func expect(_ receipt: Receipt) { doubt.withLock { $0.expected = receipt } }

  /// Notes that a commit's answer was lost.
  func noteLost() {
    doubt.withLock {
      $0.isInDoubt = true
      $0.lost = $0.expected ?? $0.lost
    }
  }

  /// The answer that was lost, where the record that was found is that of the lost commit; otherwise somebody sent the
  /// same command before.
  func settled(_ outcome: Outcome?) -> Outcome? {
    guard case .replayed(let receipt)? = outcome, let lost = doubt.withLock({ $0.lost }) else { return outcome }
    return receipt.isOfSameAct(as: lost) ? .done(receipt) : outcome
  }

  /// A timer that is found again when it was not fired.
  var isOfRealClock: Bool { timer.map { $0.lane < 64 } ?? false }
}

extension Command {
  /// Of the command itself and its place in line, without its texts.
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
