import LookbackCore
import LookbackDefinition
import LookbackTime

/// Builds calendars, each after the one it extends, and finds what is wrong between them. Of a calendar with several
/// versions every one is built over every edition of its parent: dates that were counted with it stay what they were.
struct CalendarFamily {
  /// By name, oldest version first.
  private var readings: [String: [CalendarReading]]
  /// Calendars whose files are there, broken ones too.
  private let names: Set<String>
  /// Whether the names are all there are; without that, nobody is blamed for a parent that is missing.
  private let isComplete: Bool
  private var editions: [String: [WorkCalendar]] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  var built: [WorkCalendar] { editions.values.flatMap { $0 } }

  init(_ readings: [CalendarReading], names: Set<String>, isComplete: Bool) {
    self.readings = Dictionary(grouping: readings, by: \.source.name).mapValues { versions in
      versions.sorted { $0.source.version < $1.source.version }
    }
    self.names = names
    self.isComplete = isComplete
    for name in self.readings.keys.sorted() { for reading in self.readings[name] ?? [] { checkParent(reading) } }
    for name in self.readings.keys.sorted() { build(name) }
  }

  private mutating func checkParent(_ reading: CalendarReading) {
    guard let parent = reading.source.extends else { return }
    let name = reading.source.name
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

  private func parents(of name: String) -> [String] { (readings[name] ?? []).compactMap(\.source.extends) }

  /// Whether some chain of parents comes back to the calendar.
  private func isCircular(_ name: String) -> Bool {
    var seen: Set<String> = []
    var waiting = parents(of: name)
    while let parent = waiting.popLast() {
      if parent == name { return true }
      if seen.insert(parent).inserted { waiting += parents(of: parent) }
    }
    return false
  }

  /// Builds the calendar and, before it, those that it needs; one that is broken, or whose parent is, is left out.
  private mutating func build(_ name: String) {
    guard editions[name] == nil, !isCircular(name) else { return }
    for parent in parents(of: name) { build(parent) }
    var found: [WorkCalendar] = []
    for (index, reading) in (readings[name] ?? []).enumerated() {
      guard let above = reading.source.extends else {
        found += build(reading, at: index, over: nil, isNewest: true)
        continue
      }
      for parent in editions[above] ?? [] {
        let isNewest = parent.edition == editions[above]?.map(\.edition).max()
        found += build(reading, at: index, over: parent, isNewest: isNewest)
      }
    }
    editions[name] = found
  }

  /// - Parameter isNewest: the parent is the edition in use; a contradiction with an older one is nobody's mistake now.
  private mutating func build(
    _ reading: CalendarReading, at index: Int, over parent: WorkCalendar?, isNewest: Bool
  ) -> [WorkCalendar] {
    do throws(InvalidCalendar) {
      let calendar = try WorkCalendar(reading.source, parent: parent)
      return reading.diagnostics.isEmpty ? [calendar] : []
    } catch {
      guard isNewest, var blamed = readings[reading.source.name]?[index] else { return [] }
      diagnostics += blamed.add(error.errors)
      readings[reading.source.name]?[index] = blamed
      return []
    }
  }
}
