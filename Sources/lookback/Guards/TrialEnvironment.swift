import LookbackCEL
import LookbackTime

/// The names that an expression on trial may read: those with given values, and functions that need no case.
struct TrialEnvironment: GuardEnvironment {
  let values: [String: Value]
  /// The calendar with which working days are counted; nil if none was named.
  var calendar: WorkCalendar?

  func value(named name: String) -> Value? { values[name] }

  func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    switch (function, arguments.first, arguments.dropFirst().first, arguments.count) {
    case ("add_months", .date(let date)?, .int(let count)?, 2):
      return .date(try dated { () throws(DateError) in try date.adding(months: Int(clamping: count)) })
    case ("add_working_days", .date(let date)?, .int(let count)?, 2):
      let calendar = try counted()
      return .date(
        try dated { () throws(DateError) in try calendar.adding(workingDays: Int(clamping: count), to: date) })
    case ("working_days", .date(let from)?, .date(let to)?, 2):
      return .int(Int64(try counted().workingDays(from: from, to: to)))
    case ("add_months", _, _, _), ("add_working_days", _, _, _), ("working_days", _, _, _):
      throw EvaluationError("\(function) cannot take \(arguments.map(\.description).joined(separator: ", "))")
    case ("today", _, _, _), ("clock", _, _, _), ("count", _, _, _):
      throw EvaluationError("\(function)() is known only in a case: bind a name to what it would give")
    default: return try Bindings().call(function, arguments)
    }
  }

  private func counted() throws(EvaluationError) -> WorkCalendar {
    guard let calendar else { throw EvaluationError("working days are those of a calendar: name it with --calendar") }
    return calendar
  }

  private func dated(_ count: () throws(DateError) -> CivilDate) throws(EvaluationError) -> CivilDate {
    do { return try count() } catch { throw EvaluationError(error.description) }
  }
}
