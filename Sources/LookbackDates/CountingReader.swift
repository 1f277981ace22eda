import LookbackJSON
import LookbackTime

/// Reads `counting`: what is left out is as in `DateDesk.defaultCounting`.
enum CountingReader {
  static func read(_ value: JSON?) throws(BadQuestion) -> Counting {
    var counting = DateDesk.defaultCounting
    guard let value else { return counting }
    for member in try Reading.members(value, "`counting`", known: ["start", "last", "pauses", "end"])
    where !member.value.isNull {
      switch member.name {
      case "start": counting.start = try Reading.choice(member.value, "`start`")
      case "last": counting.last = try Reading.choice(member.value, "`last`")
      case "pauses": counting.pauses = try Reading.choice(member.value, "`pauses`") as Counting.PausedDays
      default: counting.end = try Reading.choice(member.value, "`end`")
      }
    }
    return counting
  }
}
