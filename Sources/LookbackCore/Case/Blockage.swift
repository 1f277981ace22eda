package import LookbackTime

/// Something that time or the engine wanted to do with a track and could not. It has not happened; the case goes on
/// without it, and it is tried again with every change of the case until it succeeds or is no longer wanted.
package struct Blockage: Sendable, Hashable {
  /// The mark of the timer whose event it is; nil of an automatic step.
  package var timer: String?
  package var obstacle: Obstacle
  package var since: Stamp

  package init(timer: String?, obstacle: Obstacle, since: Stamp) {
    self.timer = timer
    self.obstacle = obstacle
    self.since = since
  }

  /// The name under which it stands in history, and in worklists.
  package static func name(of event: String) -> String { "\(prefix)\(event)" }

  /// The event that history or a worklist calls blocked; nil of another name.
  package static func event(of name: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }

  private static let prefix = "blocked "
}

/// Why something was refused, as it was said then: the refusal's stable code and its words.
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

  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}

extension ScheduledTimer {
  /// Whether it waits for a change of the case, since it was refused.
  func isBlocked(on track: Track) -> Bool {
    guard case .event(let event) = kind, let blockage = track.blocked[event.name] else { return false }
    return blockage.timer == mark
  }
}
