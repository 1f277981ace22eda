import Glibc
import LookbackJSON
package import LookbackTime

/// The calendars that questions speak of: those that have a name, and those that a question brings along, each built
/// once however many questions repeat it.
package struct CalendarShelf: Sendable {
  /// Calendars given in place that are kept; when there are more, all are forgotten and built again.
  private static let mostKept = 512

  private let named: [String: WorkCalendar]
  private var given: [GivenText: WorkCalendar] = [:]

  package init(_ calendars: [WorkCalendar]) {
    named = Dictionary(calendars.map { ($0.name, $0) }) { first, _ in first }
  }

  func calendar(named name: String) throws(BadQuestion) -> WorkCalendar {
    guard let calendar = named[name] else {
      let known = named.isEmpty ? "none was found" : named.keys.sorted().joined(separator: ", ")
      throw BadQuestion("`calendar`: there is no calendar \"\(name)\": \(known)")
    }
    return calendar
  }

  mutating func calendar(_ value: JSON, text: ArraySlice<UInt8>) throws(BadQuestion) -> WorkCalendar {
    if let known = given[GivenText(bytes: text)] { return known }
    let calendar = try GivenCalendarReader.read(value)
    if given.count >= Self.mostKept { given.removeAll(keepingCapacity: true) }
    // A slice would keep the whole input alive.
    given[GivenText(bytes: ArraySlice(Array(text)))] = calendar
    return calendar
  }
}

/// The bytes of a calendar given in place, hashed as one piece.
private struct GivenText: Hashable {
  let bytes: ArraySlice<UInt8>

  static func == (left: GivenText, right: GivenText) -> Bool {
    guard left.bytes.count == right.bytes.count else { return false }
    return left.bytes.withUnsafeBytes { left in
      right.bytes.withUnsafeBytes { right in
        guard let a = left.baseAddress, let b = right.baseAddress else { return true }
        return memcmp(a, b, left.count) == 0
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// Reads a calendar given in place: `{"weekend": ["sat", "sun"], "holidays": [DATE…], "working": [DATE…]}`.
enum GivenCalendarReader {
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let holiday = CalendarName(english: "holiday", chinese: "假日")

  static func read(_ value: JSON) throws(BadQuestion) -> WorkCalendar {
    let members = try Reading.members(value, "`calendar`", known: ["weekend", "holidays", "working"])
    func member(_ name: String) -> JSON? { members.first { $0.name == name }?.value }
    let weekend = try weekend(member("weekend"))
    let holidays = try dates(member("holidays"), "`holidays`")
    let working = try dates(member("working"), "`working`")
    do throws(CalendarError) {
      return try WorkCalendar(
        "given", holidayName: holiday, weekend: weekend, holidays: holidays, working: working)
    } catch {
      throw BadQuestion("`calendar`: \(error)")
    }
  }

  /// Saturday and Sunday where nothing is said.
  private static func weekend(_ value: JSON?) throws(BadQuestion) -> Set<Int> {
    guard let value, !value.isNull else { return [6, 7] }
    var days: Set<Int> = []
    for item in try Reading.items(value, "`weekend`") {
      guard let text = item.text, let index = weekdays.firstIndex(of: text) else {
        throw BadQuestion("`weekend` lists days from \(weekdays.joined(separator: ", ")): found \(item)")
      }
      days.insert(index + 1)
    }
    return days
  }

  private static func dates(_ value: JSON?, _ what: String) throws(BadQuestion) -> [CivilDate] {
    var dates: [CivilDate] = []
    for item in try Reading.items(value, what) {
      guard let text = item.text else { throw BadQuestion("\(what) lists dates such as \"2024-10-03\": found \(item)") }
      dates.append(try Reading.date(text, what))
    }
    return dates
  }
}
