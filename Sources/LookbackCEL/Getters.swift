import LookbackTime

/// `getFullYear()` and its kin, on dates, timestamps (UTC unless a zone is given) and durations.
enum Getters {
  static func get(_ name: String, _ value: Value, zone: Value?) throws(EvaluationError) -> Value {
    switch value {
    case .date(let date): if let found = part(name, of: date) { return .int(Int64(found)) }
    case .timestamp(let moment): return .int(try part(name, of: try local(moment, zone)))
    case .duration(let microseconds): if let found = part(name, ofDuration: microseconds) { return .int(found) }
    case .null: throw EvaluationError("the value before .\(name)() is not set")
    default: break
    }
    throw EvaluationError("\(name)() cannot be asked of \(value.typeName)")
  }

  /// Microseconds of local wall time since 1970.
  private static func local(_ moment: Moment, _ zone: Value?) throws(EvaluationError) -> Int64 {
    guard let zone else { return moment.microseconds }
    guard case .string(let name) = zone else { throw EvaluationError("a time zone is a text") }
    do {
      let offset = try TimeZoneRules.load(name).offset(at: moment)
      return moment.microseconds + Int64(offset) * 1_000_000
    } catch { throw EvaluationError(error.description) }
  }

  private static func part(_ name: String, of local: Int64) throws(EvaluationError) -> Int64 {
    let day = local.floored(by: 86_400_000_000)
    let rest = local - day * 86_400_000_000
    switch name {
    case "getHours": return rest / 3_600_000_000
    case "getMinutes": return rest / 60_000_000 % 60
    case "getSeconds": return rest / 1_000_000 % 60
    case "getMilliseconds": return rest / 1_000 % 1_000
    default:
      guard let days = Int32(exactly: day), let found = part(name, of: CivilDate(days: days)) else {
        throw EvaluationError("\(name)() is outside the years 1 to 9999")
      }
      return Int64(found)
    }
  }

  private static func part(_ name: String, of date: CivilDate) -> Int? {
    switch name {
    case "getFullYear": date.year
    case "getMonth": date.month - 1
    case "getDate": date.day
    case "getDayOfMonth": date.day - 1
    case "getDayOfWeek": date.weekday % 7
    case "getDayOfYear": (try? CivilDate(year: date.year, month: 1, day: 1)).map { Int(date.days - $0.days) }
    default: nil
    }
  }

  private static func part(_ name: String, ofDuration microseconds: Int64) -> Int64? {
    switch name {
    case "getHours": microseconds / 3_600_000_000
    case "getMinutes": microseconds / 60_000_000
    case "getSeconds": microseconds / 1_000_000
    case "getMilliseconds": microseconds / 1_000 % 1_000
    default: nil
    }
  }
}
