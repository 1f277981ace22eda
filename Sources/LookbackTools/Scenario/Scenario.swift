package import LookbackCEL
package import LookbackCore
package import LookbackDefinition
package import LookbackTime

/// A story that a definition must allow, with the results that it must have.
package struct Scenario: Sendable {
  /// What all scenarios of a file begin with.
  package struct Given: Sendable {
    package var workflow: String
    package var start: CivilDate
    package var data: [String: Value]
    /// The person or post that opens the first case; empty if it is any person who may.
    package var opener: String
    package var staff: Staff
    package var registers: [RegisterKey: Int]
  }

  /// One step: an act, and what must hold after it.
  package struct Step: Sendable {
    package enum Act: Sendable {
      /// Opens a further case under a name of its own.
      case open(name: String, workflow: String, data: [String: Value], by: String, dated: CivilDate?)
      case fire(event: String, data: [String: Value], by: String, track: String?, dated: CivilDate?)
      case after(Span)
      case until(CivilDate)
      /// Does nothing; the case is only compared.
      case look
    }
    package var act: Act
    /// The name under which the case was opened that the step is about.
    package var target: String
    /// The day to which the clock is moved before the step; nil leaves it where it is.
    package var day: CivilDate?
    package var expectation: Expectation?
    package var location: SourceLocation
  }

  /// The name of the first case.
  package static let firstCase = "case"

  package var name: String
  package var file: String
  package var location: SourceLocation
  package var given: Given
  package var steps: [Step]
}

/// What must hold after a step. What is not named is not compared.
package struct Expectation: Sendable {
  /// The expected values of one track. Values that are nil or absent are not compared.
  package struct OfTrack: Sendable {
    package var state: String?
    package var data: [(field: String, value: Value)] = []
    package var due: [(clock: String, date: CivilDate?)] = []
    /// The clocks that are past their due dates, all of them; nil if they are not compared.
    package var overdue: Set<String>?
    package var isEnded: Bool?
  }
  /// A message that was sent; parts that are nil are not compared.
  package struct Told: Sendable, Hashable {
    package var topic: Message.Topic?
    package var about: String?
    package var to: [String]
  }
  package var root = OfTrack()
  package var tracks: [(name: String, expected: OfTrack)] = []
  /// The messages that the step must have sent, among others; an empty list means that it must have sent none.
  package var told: [Told]?
  /// The messages that the step must not have sent.
  package var untold: [Told] = []
  /// The events that the step must have recorded.
  package var happened: [String] = []
  /// The number that the step must have drawn; nil if it is not compared.
  package var number: String?
  /// The code with which the step must have been refused; nil if it must not have been.
  package var rejected: String?
  /// A part of the sentence of the refusal, in English or Chinese; nil if it is not compared.
  package var because: String?
}
