import LookbackTime

/// `getFullYear()` and the other getters, on dates, timestamps (UTC unless a zone is given) and durations.
enum Getters {
  static func get(_ function: Function, _ value: Value, _ zone: Zone?) throws(EvaluationError) -> Value {
    switch value {
    case .date(let date) where zone == nil: if let found = try part(function, of: date) { return .int(found) }
    case .timestamp(let timestamp): return .int(try part(function, of: timestamp, zone?.offset(at: timestamp) ?? 0))
    case .duration(let elapsed) where zone == nil: if let found = part(function, of: elapsed) { return .int(found) }
    default: break
    }
    let what = zone == nil ? value.typeName : "\(value.typeName) with a zone"
    throw EvaluationError("\(function.rawValue)() cannot be asked of \(what)")
  }

  private static func part(
    _ function: Function, of timestamp: Timestamp, _ offset: Int
  ) throws(EvaluationError) -> Int64 {
    let local = timestamp.seconds + Int64(offset)
    let second = Int64(floorRemainder(Int(local), 86_400))
    switch function {
    case .getHours: return second / 3_600
    case .getMinutes: return second / 60 % 60
    case .getSeconds: return second % 60
    case .getMilliseconds: return Int64(timestamp.nanos / 1_000_000)
    default: break
    }
    // A zone can lead out of the years that a date has: the calendar is the same 400 years on or back.
    let day = Int((local - second) / 86_400)
    let cycles: Int64 = day > Int(CivilDate.last.days) ? 1 : day < Int(CivilDate.first.days) ? -1 : 0
    let date = CivilDate(days: Int32(day - Int(cycles) * 146_097))
    let found = try part(function, of: date) ?? 0
    return function == .getFullYear ? found + cycles * 400 : found
  }

  private static func part(_ function: Function, of date: CivilDate) throws(EvaluationError) -> Int64? {
    switch function {
    case .getFullYear: return Int64(date.year)
    case .getMonth: return Int64(date.month - 1)
    case .getDate: return Int64(date.day)
    case .getDayOfMonth: return Int64(date.day - 1)
    case .getDayOfWeek: return Int64(date.weekday % 7)
    case .getDayOfYear:
      do { return Int64(date.days - (try CivilDate(year: date.year, month: 1, day: 1)).days) } catch {
        throw EvaluationError(error.description)
      }
    default: return nil
    }
  }

  private static func part(_ function: Function, of elapsed: Elapsed) -> Int64? {
    let total = elapsed.nanoseconds
    switch function {
    case .getHours: return Int64(total / 3_600_000_000_000)
    case .getMinutes: return Int64(total / 60_000_000_000)
    case .getSeconds: return Int64(total / 1_000_000_000)
    case .getMilliseconds: return Int64(total / 1_000_000 % 1_000)
    default: return nil
    }
  }
}

/// Where a getter is asked: a zone of the tz database, or a fixed distance from UTC such as `+08:00`.
enum Zone: Sendable {
  case fixed(Int)
  case rules(TimeZoneRules)

  init(_ name: String) throws(EvaluationError) {
    if let seconds = Self.fixed(name) {
      self = .fixed(seconds)
      return
    }
    do { self = .rules(try TimeZoneRules.load(name)) } catch { throw EvaluationError(error.description) }
  }

  /// `+08:00`, `-2:30`, `08:00`: in seconds.
  private static func fixed(_ name: String) -> Int? {
    let isNegative = name.hasPrefix("-")
    let parts = name.drop { $0 == "+" || $0 == "-" }.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 2, (1...2).contains(parts[0].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }), let hours = Int(parts[0]), let minutes = Int(parts[1]),
      name.utf8.count - parts[0].utf8.count <= 4, hours < 24, minutes < 60
    else { return nil }
    return (isNegative ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  func offset(at timestamp: Timestamp) -> Int {
    switch self {
    case .fixed(let seconds): seconds
    case .rules(let rules): rules.offset(at: timestamp.moment)
    }
  }
}
