import LookbackTime

/// Reads working hours and recess.
extension CalendarReader {
  private typealias Interval = WorkingHours.Interval

  /// Reads a list of intervals for every working day, or lists by day of the week; nil if there is none or it has
  /// errors.
  mutating func hours(_ node: SourceNode?) -> WorkingHours? {
    guard let node else { return nil }
    let errors = log.diagnostics.count
    var intervals: [Int: [Interval]] = [:]
    if node.items != nil {
      let day = day(node)
      for weekday in 1...7 { intervals[weekday] = day }
    } else if node.pairs?.contains(where: { Self.date($0.key) == nil }) ?? true {
      let names = Self.weekdays + [Self.everyDay]
      let week = node.leavingOut { Self.date($0) != nil }
      guard let keys = log.keys(of: week, allowed: names, in: "the hours of a week") else { return nil }
      let usual = keys[Self.everyDay].map { day($0) }
      for (index, name) in Self.weekdays.enumerated() { intervals[index + 1] = keys[name].map { day($0) } ?? usual }
    } else {
      return nil
    }
    guard log.diagnostics.count == errors else { return nil }
    do throws(DateError) { return try WorkingHours(intervals) } catch {
      log.error("bad-hours", "\(error)", at: node.location)
      return nil
    }
  }

  /// Reads the hours of single days, which are written beside those of the week.
  mutating func hoursOfDays(_ node: SourceNode?) -> [CivilDate: [WorkingHours.Interval]] {
    var found: [CivilDate: [Interval]] = [:]
    for (key, value) in node?.pairs ?? [] {
      if let date = Self.date(key) { found[date] = day(value) }
    }
    return found
  }

  private static let everyDay = "every day"

  private static func date(_ key: SourceNode) -> CivilDate? { key.text.flatMap { try? CivilDate(parsing: $0) } }

  /// Reads the intervals of one day. One that overlaps those before it is reported and left out.
  private mutating func day(_ node: SourceNode) -> [Interval] {
    log.list(node, "the hours of a day").reduce(into: []) { day, node in
      guard let interval = interval(node) else { return }
      do throws(DateError) {
        _ = try WorkingHours([1: day + [interval]])
        day.append(interval)
      } catch {
        log.error("bad-hours", "\(error)", at: node.location)
      }
    }
  }

  private mutating func interval(_ node: SourceNode) -> Interval? {
    guard let text = log.text(node, "an interval") else { return nil }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.seconds)
    if ends.count == 2, let start = ends[0], let end = ends[1] {
      // The interval goes over midnight, so its end is on the next day.
      return Interval(start: start, end: end < start ? end + 86_400 : end)
    }
    log.error("bad-hours", "`\(text)` is no interval: write HH:MM-HH:MM, such as 08:30-12:00", at: node.location)
    return nil
  }

  /// Returns the seconds since midnight of `HH:MM`, up to `24:00`; nil if the text is no such time.
  private static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 24 * 60
    else { return nil }
    return hour * 3600 + minute * 60
  }

  mutating func recess(_ node: SourceNode?) -> [Recess] {
    log.list(node, "`recess`").compactMap { node in
      guard let keys = log.keys(of: node, allowed: ["name", "from", "to"], in: "a recess") else { return nil }
      let name = calendarName(log.required("name", of: keys, in: "a recess"), "the name of a recess")
      let from = log.required("from", of: keys, in: "a recess")
      let to = log.required("to", of: keys, in: "a recess")
      guard let from, let to, let first = log.date(from, "`from`"), let last = log.date(to, "`to`") else { return nil }
      let recess = Recess(name: name, first: first, last: last)
      places.recess[recess] = first <= last ? from.location : to.location
      return recess
    }
  }
}

extension SourceNode {
  /// Returns the mapping without the keys for which the test is true.
  fileprivate func leavingOut(_ isLeftOut: (SourceNode) -> Bool) -> SourceNode {
    guard let pairs else { return self }
    return SourceNode(.mapping(pairs.filter { !isLeftOut($0.key) }), at: location, turns: turns)
  }
}
