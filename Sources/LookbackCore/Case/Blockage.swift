package import LookbackTime

/// An event that became due, or that the engine should fire, and that was refused. It has not happened and the case
/// continues without it. The engine tries it again with every change of the case, until it succeeds or is no longer
/// due.
package struct Blockage: Sendable, Hashable {
  /// The mark of the timer whose event it is; nil for an automatic step.
  package var timer: String?
  package var obstacle: Obstacle
  package var since: Stamp

  package init(timer: String?, obstacle: Obstacle, since: Stamp) {
    self.timer = timer
    self.obstacle = obstacle
    self.since = since
  }

  /// The name of the blocked event in history and in worklists.
  package static func name(of event: String) -> String { "\(prefix)\(event)" }

  /// The event that a name in history or a worklist calls blocked; nil for any other name.
  package static func event(of name: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }

  private static let prefix = "blocked "
}

/// Why an event was refused, in the words of that moment, with the stable code of the rejection.
package struct Obstacle: Sendable, Hashable {
  package var code: String
  package var english: String
  package var chinese: String

  package init(code: String, english: String, chinese: String) {
    self.code = code
    self.english = english
    self.chinese = chinese
  }

  package init(_ rejection: Rejection) {
    let words = RejectionWording(rejection).detail
    self.init(code: rejection.code, english: words.0, chinese: words.1)
  }

  /// Returns why the event was refused, in this language.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}

extension ScheduledTimer {
  /// Whether the timer's event was refused, so that it waits for a change of the case.
  func isBlocked(on track: Track) -> Bool {
    guard case .event(let event) = kind, let blockage = track.blocked[event.name] else { return false }
    return blockage.timer == mark
  }
}

extension CaseEvent {
  /// Whether the event says that another could not happen.
  package var isBlockage: Bool { Blockage.event(of: name) != nil }
}
