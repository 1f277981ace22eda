package import LookbackTime

/// The language of an answer, with the definitions from which it takes titles.
package struct Localizer: Sendable {
  package let language: Language
  package let library: Library

  package init(language: Language, library: Library) {
    self.language = language
    self.library = library
  }

  /// Returns the rejection as a Chinese sentence needs it: names of events, states, clocks and fields with their titles
  /// before them, such as `交办（assign）`. The names stay, because the command line takes them.
  package func titled(_ rejection: Rejection) -> Rejection {
    switch rejection {
    case .notInThisState(let event, let state, let possible):
      .notInThisState(event: titled(event), state: titled(state: state), possible: possible.map(titled(_:)))
    case .notAllowed(let event, let who): .notAllowed(event: titled(event), who: who)
    case .mayNotDateBack(let event, let who): .mayNotDateBack(event: titled(event), who: who)
    case .ambiguousTrack(let event, let tracks): .ambiguousTrack(event: titled(event), tracks: tracks)
    case .barred(let person, let fired): .barred(person: person, fired: titled(fired))
    case .barredSubstitute(let person, let other, let fired):
      .barredSubstitute(person: person, of: other, fired: titled(fired))
    case .tracksRunning(let event, let elements): .tracksRunning(event: titled(event), elements: elements)
    case .sameStart(let clock, let date): .sameStart(clock: titled(clock: clock), date)
    case .firedByEngine(let event): .firedByEngine(event: titled(event))
    case .missing(let fields): .missing(fields: fields.map(titled(field:)))
    case .illTyped(let field, let expected, let found):
      .illTyped(field: titled(field: field), expected: expected, found: found)
    case .unknownCode(let field, let kind, let code):
      .unknownCode(field: titled(field: field), kind: kind, code: code)
    case .guardFailed(let event, let rule, let otherwise, let readings):
      .guardFailed(event: titled(event), rule: rule, otherwise: otherwise, readings: readings)
    case .guardErred(let event, let rule, let problem):
      .guardErred(event: titled(event), rule: rule, problem: problem)
    case .mend(.notBlocked(let event, let blocked)):
      .mend(.notBlocked(event: titled(event), blocked: blocked.map(titled(_:))))
    case .mend(.stillBlocked(let event, let obstacle)): .mend(.stillBlocked(event: titled(event), obstacle))
    case .cannotExtend(let clock, let reason): .cannotExtend(clock: titled(clock: clock), reason: reason)
    default: rejection
    }
  }

  private func titled(_ event: String) -> String {
    named(event, first { $0.eventTitle(event) })
  }

  private func titled(state name: String) -> String { named(name, first { $0.state(name)?.title }) }

  private func titled(clock name: String) -> String { named(name, first { $0.clock(name)?.title }) }

  private func titled(field name: String) -> String {
    name == "reason" ? "理由（reason）" : name == "started" ? "起算日期（started）" : named(name, first { $0.field(name)?.title })
  }

  private func first(_ title: (Workflow) -> Label?) -> Label? {
    library.workflows.values.sorted { $0.reference < $1.reference }.lazy.compactMap(title).first
  }

  private func named(_ name: String, _ label: Label?) -> String {
    guard let title = label?.chinese, title != name else { return name }
    return "\(title)（\(name)）"
  }
}

extension Localizer {
  /// Returns the text of the language of this answer.
  package func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
}

extension Localizer {
  /// Returns why a command was refused, as one sentence.
  package func sentence(_ rejection: Rejection) -> String {
    switch language {
    case .english: RejectionWording(rejection).detail.0
    case .chinese: RejectionWording(titled(rejection)).detail.1
    }
  }
}

extension Localizer {
  /// Returns why a command was refused, in both languages, for a record that anybody may read.
  package static func both(_ rejection: Rejection) -> Label {
    let detail = RejectionWording(rejection).detail
    return Label(english: detail.0, chinese: detail.1)
  }
}
