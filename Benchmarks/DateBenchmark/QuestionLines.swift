import LookbackTime
import SeededTesting

/// A mix of questions as an office asks them: most by working days, some with pauses and extensions, a third with a
/// calendar in place, some counts.
enum QuestionLines {
  static func make(count: Int) -> [UInt8] {
    var dice = SplitMix64(seed: 3)
    let given = (0..<100).map { _ in calendar(&dice) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * 260)
    for id in 0..<count {
      let calendar = dice.below(3) == 0 ? given[dice.below(given.count)] : "\"bench\""
      bytes += line(id, calendar, &dice).utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func line(_ id: Int, _ calendar: String, _ dice: inout SplitMix64) -> String {
    let start = day(&dice)
    if dice.below(10) == 0 {
      let end = CivilDate(days: start.days + Int32(dice.below(200)))
      return
        "{\"id\": \(id), \"op\": \"count\", \"calendar\": \(calendar), \"from\": \"\(start)\", \"to\": \"\(end)\", \"inclusive\": true}"
    }
    let units = ["working days", "working days", "working days", "days", "weeks", "months"]
    let unit = units[dice.below(units.count)]
    let first = ["excluded", "included", "rolled"][dice.below(3)]
    let last = ["as is", "next working day", "previous working day"][dice.below(3)]
    var line =
      "{\"id\": \(id), \"calendar\": \(calendar), \"start\": \"\(start)\", \"span\": \"\(dice.below(30) + 2) \(unit)\", "
      + "\"counting\": {\"start\": \"\(first)\", \"last\": \"\(last)\"}"
    if dice.below(5) == 0 {
      let from = CivilDate(days: start.days + Int32(dice.below(20)) + 1)
      line += ", \"pauses\": [[\"\(from)\", \"\(CivilDate(days: from.days + Int32(dice.below(14))))\"]]"
    }
    if dice.below(6) == 0 { line += ", \"extensions\": [\"\(dice.below(20) + 2) working days\"]" }
    return line + "}"
  }

  private static func calendar(_ dice: inout SplitMix64) -> String {
    let holidays = (0..<12).map { _ in "\"\(day(&dice))\"" }.joined(separator: ", ")
    return "{\"weekend\": [\"sat\", \"sun\"], \"holidays\": [\(holidays)], \"working\": []}"
  }

  private static func day(_ dice: inout SplitMix64) -> CivilDate { CivilDate(days: Int32(12_800 + dice.below(7_200))) }
}
