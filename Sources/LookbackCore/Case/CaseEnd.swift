import LookbackCEL
package import LookbackTime

/// What the statistics count for a case that has ended, by the rule `counts` of its definition.
package struct CaseEnd: Sendable, Hashable {
  /// 1 for the first answer, 2 for the next one.
  package var round: Int
  /// The event that tells how the case ended: the last of those that the definition names, or else the event that ended
  /// it.
  package var outcome: String
  /// Whether that event is an answer; nil if the definition does not say what an answer is.
  package var isAnswer: Bool?
  /// The class of the answer, or one that was set after the event that ended the case otherwise; empty if there is
  /// none.
  package var `class`: String
  /// By when the case had to be answered; nil if no clock says so.
  package var due: CivilDate?
  package var isOnTime: Bool?
  /// The first due date, before extensions, pauses and newer calendars.
  package var originalDue: CivilDate?
  package var wasOnTimeAtFirst: Bool?

  /// - Parameters:
  ///   - current: the case after `event`.
  ///   - event: the event that ended the case.
  package init(of current: Case, at event: CaseEvent, in library: Library) {
    let root = current.root
    let workflow = library.workflow(root.workflow)
    let counts = workflow?.counts ?? CountRule()
    let reopenings = Set(workflow?.states.flatMap(\.reopen) ?? []).compactMap { root.marks[$0] }
    let reopened = reopenings.map(\.last).max { $0.sequence < $1.sequence }
    let marks = (counts.answers + counts.apart).compactMap { name in root.marks[name].map { (name, $0.last.sequence) } }
    let last = marks.filter { $0.1 > reopened?.sequence ?? 0 }.max { $0.1 < $1.1 }
    outcome = last?.0 ?? event.name
    isAnswer = counts.answers.isEmpty ? nil : last.map { counts.answers.contains($0.0) } ?? false
    let answers = counts.answers.compactMap { root.marks[$0]?.count }.reduce(0, +)
    round = max(1, counts.answers.isEmpty ? 1 + reopenings.map(\.count).reduce(0, +) : answers)
    let isClassed = isAnswer ?? true || root.written["class"] ?? 0 > last?.1 ?? event.sequence
    if isClassed, case .string(let code)? = root.data["class"] { self.class = code } else { self.class = "" }
    guard let decisive = current.decisiveDeadline(counts, since: reopened?.on, at: event.at, in: library) else {
      return
    }
    due = decisive.due
    isOnTime = !decisive.isPast(at: event.at)
    originalDue = decisive.original
    wasOnTimeAtFirst = decisive.wasMetAtFirst(on: event.on)
  }
}

extension Case {
  /// The deadline that decides whether the case was on time. If the definition names clocks, it is the one of them that
  /// was started last. Otherwise it is chosen among the statutory clocks that cite a law, or among all statutory clocks
  /// if none does: the first that was missed, or else the last.
  fileprivate func decisiveDeadline(
    _ counts: CountRule, since reopened: CivilDate?, at closed: Moment, in library: Library
  ) -> CaseDeadline? {
    let own = deadlines(in: library).filter { deadline in
      guard deadline.track == .root else { return false }
      guard let stopped = deadline.stopped, let reopened else { return true }
      return stopped >= reopened
    }
    guard counts.onTime.isEmpty else {
      return own.filter { counts.onTime.contains($0.clock) }.max { $0.started < $1.started }
    }
    let terms = own.filter(\.isStatutory)
    let ofLaw = terms.filter { $0.law != nil }
    let counted = ofLaw.isEmpty ? terms : ofLaw
    let missed = counted.filter { $0.isPast(at: closed) }.min { $0.due < $1.due }
    return missed ?? counted.max { ($0.stopped ?? $0.due) < ($1.stopped ?? $1.due) }
  }
}
