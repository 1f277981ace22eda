import LookbackCore
import LookbackStore

/// A command on its way, with the timer whose firing it is.
struct Order: Sendable {
  var command: Command
  var timer: DueTimer?

  init(_ command: Command) { self.command = command }

  /// The firing of a timer that was found due.
  init(_ timer: DueTimer) {
    command = Command(
      id: CommandID("timer \(timer.target) \(timer.key) \(timer.due)"), tenant: timer.tenant, target: timer.target,
      request: .timer(key: timer.key, due: timer.due), actor: .engine, via: "timer")
    self.timer = timer
  }
}
