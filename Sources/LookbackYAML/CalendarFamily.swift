import LookbackCore
import LookbackTime

/// Builds calendars, each after the one it extends, and finds what is wrong between them.
struct CalendarFamily {
  private var readings: [String: CalendarReading]
  /// Calendars whose files are there, broken ones too.
  private let names: Set<String>
  /// Whether the names are all there are; without that, nobody is blamed for a parent that is missing.
  private let isComplete: Bool
  private(set) var built: [String: WorkCalendar] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ readings: [String: CalendarReading], names: Set<String>, isComplete: Bool) {
    self.readings = readings
    self.names = names
    self.isComplete = isComplete
    for name in readings.keys.sorted() { checkParent(name) }
    for name in readings.keys.sorted() { build(name) }
  }

  private mutating func checkParent(_ name: String) {
    guard let reading = readings[name], let parent = reading.source.extends else { return }
    if isCircular(name) {
      report("circular-calendar", "`\(name)` extends itself through `\(parent)`: remove one `extends`", reading)
    } else if isComplete, !names.contains(parent) {
      let advice = NearestName.suggestion(for: parent, among: names.sorted()).map { ": did you mean `\($0)`?" }
      report("unknown-calendar", "no calendar is called `\(parent)`\(advice ?? ": add its file")", reading)
    }
  }

  private mutating func report(_ code: String, _ message: String, _ reading: CalendarReading) {
    diagnostics.append(Diagnostic(code: code, message, file: reading.file, at: reading.places.extends))
  }

  /// Whether the chain of parents comes back to the calendar.
  private func isCircular(_ name: String) -> Bool {
    var seen: Set<String> = []
    var next = readings[name]?.source.extends
    while let parent = next, seen.insert(parent).inserted {
      if parent == name { return true }
      next = readings[parent]?.source.extends
    }
    return false
  }

  /// Builds the calendar and, before it, those that it needs; one that is broken, or whose parent is, is left out.
  private mutating func build(_ name: String) {
    guard built[name] == nil, var reading = readings[name], !isCircular(name) else { return }
    var parent: WorkCalendar?
    if let above = reading.source.extends {
      build(above)
      guard let found = built[above] else { return }
      parent = found
    }
    do throws(InvalidCalendar) {
      let calendar = try WorkCalendar(reading.source, parent: parent)
      if reading.diagnostics.isEmpty { built[name] = calendar }
    } catch {
      diagnostics += reading.add(error.errors)
      readings[name] = reading
    }
  }
}
