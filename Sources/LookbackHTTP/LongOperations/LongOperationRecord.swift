import LookbackCEL
import LookbackJSON
import LookbackStore
import Synchronization

/// What an act that goes on after it was answered has said so far, and whether it is to stop.
final class LongOperationRecord: Sendable {
  /// The most lines of an answer that are kept.
  static let mostLines = 1_000

  /// The act is to stop, and its next line is not taken.
  struct Stopped: Error {}

  private struct State {
    var progress: JSON?
    var lines: [JSON] = []
    var leftOut = 0
    var hasProblem = false
    var stop: LongOperationLine.Outcome?
  }

  let number: Int64
  private let allowance: StepAllowance
  private let state = Mutex(State())

  /// - Parameter allowance: the steps of the request; without any left, what it evaluates comes to an end.
  init(_ number: Int64, _ allowance: StepAllowance) {
    self.number = number
    self.allowance = allowance
  }

  /// Asks the act to stop, for the reason under which it then ended.
  func stop(_ reason: LongOperationLine.Outcome) {
    state.withLock { $0.stop = $0.stop ?? reason }
    allowance.spend(allowance.steps + 1)
  }

  /// Why the act is to stop; nil if it is not.
  var reasonToStop: LongOperationLine.Outcome? { state.withLock { $0.stop } }

  /// How far the act is, as JSON.
  var progress: String? { state.withLock { $0.progress?.description } }

  /// Takes a line of the answer. Of lines on the progress, only the last is kept; the last line of all, with the summary
  /// or a problem, is always taken.
  func take(_ line: JSON) throws(Stopped) {
    let isLast = line["summary"] != nil || line["problem"] != nil
    let mayGoOn = state.withLock { state in
      state.hasProblem = state.hasProblem || line["problem"] != nil
      if line["progress"] != nil {
        state.progress = line
      } else if isLast || state.lines.count < Self.mostLines {
        state.lines.append(line)
      } else {
        state.leftOut += 1
      }
      return isLast || state.stop == nil
    }
    guard mayGoOn else { throw Stopped() }
  }

  /// Whether the answer has told a problem.
  var hasProblem: Bool { state.withLock { $0.hasProblem } }

  /// The lines so far; after them, if there were too many, how many are left out.
  var lines: [JSON] {
    state.withLock { state in
      state.lines + (state.leftOut > 0 ? [JSON.members(["left_out": .int(Int64(state.leftOut))])] : [])
    }
  }
}
