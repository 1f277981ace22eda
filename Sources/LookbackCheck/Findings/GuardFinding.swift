/// What was found in guards, and in the fields that expressions read.
enum GuardFinding: CheckFinding {
  /// What the condition reads is never there.
  case neverAnswered(condition: String, event: String)
  case neverHolds(condition: String, event: String)
  /// Candidates are numbered from 1.
  case overlap(first: Int, second: Int, event: String)
  /// A field of a track is read and never set before.
  case readBeforeSet(field: String)
  /// The field is named with its scope, such as `data.size`.
  case mayBeMissing(field: String, expression: String, event: String)

  var code: CheckCode {
    switch self {
    case .neverAnswered, .neverHolds: .guardNeverHolds
    case .overlap: .candidatesOverlap
    case .readBeforeSet: .neverSet
    case .mayBeMissing: .mayBeMissing
    }
  }
}
