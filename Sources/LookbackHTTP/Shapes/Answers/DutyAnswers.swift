import LookbackCore
import LookbackJSON

/// The forms of answers about the duties of administrators.
enum DutyAnswers {
  private static let duty = JSONKey.always("duty", .choice(Duty.allCases.map(\.rawValue)))

  static let line = JSONShape.object([
    .always("person"), .always("name"), duty, .always("since", .moment), .always("given_by"),
  ])

  static let given = JSONShape.object([.always("person"), duty])
  static let office = JSONShape.object([.always("duties_apart", .truth), .maybe("emergency_until", .moment)])
  static let emergency = JSONShape.object([.maybe("emergency_until", .moment)])
}
