package import LookbackTime

/// When the next duty of a case is due, as lists show and order it. It is derived from the case's terms.
package struct Urgency: Sendable, Hashable {
  /// The last day of the duty that lapses first; nil if nothing is due.
  package private(set) var day: CivilDate?
  /// The first moment at which that duty is too late.
  package private(set) var lapse: Moment?
  /// From which moment on the case is overdue; nil if the end of its terms is nobody's failure.
  package private(set) var overdue: Moment?

  /// Nothing is due.
  package static let none = Urgency(day: nil, lapse: nil, overdue: nil)

  /// The urgency of the duties among these terms.
  init(_ terms: some Sequence<CaseDeadline>) {
    for term in terms where term.isDuty {
      let overdue = term.mark == nil ? nil : term.lapse
      self = earlier(than: Urgency(day: term.due, lapse: term.lapse, overdue: overdue))
    }
  }

  package init(day: CivilDate?, lapse: Moment?, overdue: Moment?) {
    self.day = day
    self.lapse = lapse
    self.overdue = overdue
  }

  /// Whether it is overdue at that moment.
  package func isOverdue(at moment: Moment) -> Bool { overdue.map { $0 <= moment } ?? false }

  /// The earlier of both.
  func earlier(than other: Urgency) -> Urgency {
    var first = (lapse ?? .last, day ?? .last) <= (other.lapse ?? .last, other.day ?? .last) ? self : other
    if let one = overdue, let another = other.overdue {
      first.overdue = min(one, another)
    } else {
      first.overdue = overdue ?? other.overdue
    }
    return first
  }
}

extension Moment {
  fileprivate static let last = Moment(microseconds: .max)
}
