import LookbackJSON
import LookbackTime

/// Reads `pauses`: pairs of the first day that does not count and the first that counts again, which is null while the
/// pause lasts.
enum PauseReader {
  static func read(_ value: JSON?) throws(BadQuestion) -> [ClockFacts.Pause] {
    var pauses: [ClockFacts.Pause] = []
    for item in try Reading.items(value, "`pauses`") {
      guard let pair = item.items, pair.count == 2, let from = pair[0].text else { throw bad(item) }
      let first = try Reading.date(from, "`pauses`")
      if pair[1].isNull {
        pauses.append(ClockFacts.Pause(from: first, until: nil))
        continue
      }
      guard let until = pair[1].text else { throw bad(item) }
      pauses.append(ClockFacts.Pause(from: first, until: try Reading.date(until, "`pauses`")))
    }
    return pauses
  }

  private static func bad(_ item: JSON) -> BadQuestion {
    BadQuestion(
      "a pause is a pair such as [\"2024-09-13\", \"2024-09-20\"], the second date not included: found \(item)")
  }
}
