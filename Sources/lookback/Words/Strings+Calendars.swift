/// The sentences about calendars and dates.
extension Strings {
  func noCalendars(_ folder: String) -> String {
    pick("the folder `\(folder)` has no folder `calendars`", "目录 `\(folder)` 下没有 `calendars` 目录")
  }
  func noCalendar(_ name: String, _ known: [String]) -> String {
    known.isEmpty
      ? pick(
        "there is no calendar `\(name)`, and no other: name the folder of definitions with --workflows",
        "没有日历 `\(name)`，也没有其他日历：请用 --workflows 指明定义所在目录")
      : pick(
        "there is no calendar `\(name)`: there are \(known.joined(separator: ", "))",
        "没有日历 `\(name)`：现有 \(known.joined(separator: "、"))")
  }
  func backwardDays(_ from: String, _ to: String) -> String {
    pick("the days from \(from) cannot end on \(to): give an end not before the start", "起始日 \(from) 晚于结束日 \(to)")
  }
  var calendars: String { pick("CALENDARS", "日历") }
  var cases: String { pick("CASES", "件数") }
  var dates: String { pick("DATES", "期限数") }
  var settled: String { pick("not provisional any more", "不再暂定") }
  var nothingMoved: String { pick("nothing was moved", "未作任何更改") }
  var sayYes: String {
    pick("dates of open cases would move: give --yes to move them", "未办结件的期限将变动：如确认请加 --yes")
  }
  func moves(_ dates: Int, _ cases: Int) -> String {
    dates == 0
      ? pick("no date of an open case moves", "未办结件的期限均无变动")
      : pick(
        "\(counted(dates, "date")) of \(counted(cases, "open case")) \(dates == 1 ? "moves" : "move")",
        "\(cases) 件未办结件的 \(dates) 个期限变动")
  }
  func moveThem(_ dates: Int, _ cases: Int) -> String {
    pick("Move \(counted(dates, "date")) of \(counted(cases, "case"))? [y/N]", "是否变动 \(cases) 件的 \(dates) 个期限？[y/N]")
  }
  func redated(_ number: Int, _ dates: Int, _ cases: Int) -> String {
    pick(
      "re-dating \(number): \(counted(dates, "date")) of \(counted(cases, "case")) \(dates == 1 ? "was" : "were") moved",
      "第 \(number) 次重算期限：\(cases) 件的 \(dates) 个期限已变动")
  }
  func deadlineHead(_ title: String, _ unit: String, _ due: String) -> String {
    let place = unit.isEmpty ? "" : aside(unit)
    return pick("\(title)\(place): due \(due)", "\(title)\(place)：截止 \(due)")
  }
  func originally(_ date: String) -> String { pick("first due \(date)", "最初期限 \(date)") }
  func workingDays(_ count: Int) -> String {
    pick("\(count) working \(abs(count) == 1 ? "day" : "days")", "\(count) 个工作日")
  }
}
