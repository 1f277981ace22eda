package import LookbackCEL
package import LookbackCore
package import LookbackDefinition
package import LookbackTime

/// A story that a definition must allow, with what it must lead to.
package struct Scenario: Sendable {
  package struct Given: Sendable {
    package var workflow: String
    package var start: CivilDate
    package var data: [String: Value]
    /// Who opens the first case.
    package var opener: String
    package var staff: Staff
    package var registers: [RegisterKey: Int]
  }

  package struct Step: Sendable {
    package enum Act: Sendable {
      /// Opens a further case under a name of its own.
      case open(name: String, workflow: String, data: [String: Value], by: String, dated: CivilDate?)
      case fire(event: String, data: [String: Value], by: String, track: String?, dated: CivilDate?)
      case after(Span)
      case until(CivilDate)
      /// Only looks.
      case look
    }
    package var act: Act
    /// The case it is about, by the name it was opened under.
    package var target: String
    /// The clock is moved to this day first.
    package var day: CivilDate?
    package var expectation: Expectation?
    package var location: SourceLocation
  }

  /// What the first case is called.
  package static let firstCase = "case"

  package var name: String
  package var file: String
  package var location: SourceLocation
  package var given: Given
  package var steps: [Step]
}

/// What must be so after a step; what is not named may be anything.
package struct Expectation: Sendable {
  /// The expected values of one track; nil and absent values are not compared.
  package struct OfTrack: Sendable {
    package var state: String?
    package var data: [(field: String, value: Value)] = []
    package var due: [(clock: String, date: CivilDate?)] = []
    /// Exactly the clocks that are past their due dates.
    package var overdue: Set<String>?
    package var isEnded: Bool?
  }
  /// A message; what is nil may be anything.
  package struct Told: Sendable, Hashable {
    package var topic: Message.Topic?
    package var about: String?
    package var to: [String]
  }
  package var root = OfTrack()
  package var tracks: [(name: String, expected: OfTrack)] = []
  /// Each of these was told by the step; an empty list means that nobody was told anything.
  package var told: [Told]?
  /// Nobody was told this by the step.
  package var untold: [Told] = []
  /// Each of these events was recorded by the step.
  package var happened: [String] = []
  /// The number that the step drew.
  package var number: String?
  /// The step was refused with this code …
  package var rejected: String?
  /// … and a sentence, in English or Chinese, that has this in it.
  package var because: String?
}
