import LookbackCEL
package import LookbackTime

/// What the statistics count of a case that has ended, as its definition says (`counts`).
package struct CaseEnd: Sendable, Hashable {
  /// 1 for the first answer, 2 for the one after it.
  package var round: Int
  /// The event that says how it ended: the last of those that the definition names, else the one that ended it.
  package var outcome: String
  /// Whether that is an answer; nil where the definition does not say what one is.
  package var isAnswer: Bool?
  /// Of an answer, or entered after what ended it otherwise; empty where there is none.
  package var `class`: String
  /// By when it had to be answered; nil where nothing says so.
  package var due: CivilDate?
  package var isOnTime: Bool?
  /// The date it was first due on, before extensions, pauses and new calendars.
  package var originalDue: CivilDate?
  package var wasOnTimeAtFirst: Bool?

  /// - Parameters:
  ///   - current: the case as it stood after `event`, which ended it.
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
  /// The deadline that says whether it was on time: of the clocks that the definition names the one started last. Where
  /// it names none, of the terms of law (of all terms where none cites one) the first that was missed, else the last.
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
