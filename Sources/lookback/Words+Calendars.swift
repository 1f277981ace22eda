/// What is said about calendars and dates.
extension Words {
  func noCalendars(_ folder: String) -> String {
    pick("the folder `\(folder)` has no folder `calendars`", "目录 `\(folder)` 下没有 `calendars` 目录")
  }
  func noCalendar(_ name: String, _ known: [String]) -> String {
    known.isEmpty
      ? pick(
        "there is no calendar `\(name)`, and no other: name the folder of definitions with --workflows",
        "没有日历 `\(name)`,也没有其他日历:请用 --workflows 指明定义所在目录")
      : pick(
        "there is no calendar `\(name)`: there are \(known.joined(separator: ", "))",
        "没有日历 `\(name)`:现有 \(known.joined(separator: "、"))")
  }
  func backwardDays(_ from: String, _ to: String) -> String {
    pick("the days from \(from) cannot end on \(to): give an end not before the start", "起始日 \(from) 晚于结束日 \(to)")
  }
  func workingDays(_ count: Int) -> String {
    pick("\(count) working \(abs(count) == 1 ? "day" : "days")", "\(count) 个工作日")
  }
}
