extension ExplanationStep {
  /// One line, without full stop.
  var chinese: String {
    switch self {
    case .corrected(let from, let to, let on): "开始日原记为\(from)，\(on)更正为\(to)"
    case .started(let date, let start): "\(day(date))开始，\(start.chinese)"
    case .began(let start): "自\(time(start))起算"
    case .recorded(let date): "记录于\(day(date))"
    case .startRolled(let from, let to, let name): "开始日由\(rest(from, name))顺延至\(day(to))"
    case .fixed(let date): "指定日期为\(day(date))"
    case .counted(let span, let last): "\(span.chinese)，期间的最后一日为\(day(last))"
    case .ran(let span, let end): "\(span.chinese)，至\(time(end))"
    case .skipped(let from, let to, let name): "不计入：\(name.text(in: .chinese))，\(range(from, to))"
    case .weekends(let from, let to, let days): "不计入：\(from)至\(to)之间的周末，共\(days)日"
    case .worked(let date, let name): "计入：\(day(date))，\(name?.text(in: .chinese) ?? "")调休上班"
    case .paused(let from, let until, let days, let working, let last):
      "\(from)起中止，\(until)恢复，共\(days)\(working ? "个工作日" : "日")，最后一日变为\(day(last))"
    case .stood(let from, let until, let end): "\(from)起中止，\(until)恢复，顺延至\(time(end))"
    case .held(let from, let until, let last): "\(from)起中止，\(until)恢复，最后一日适逢休息日，移至\(day(last))"
    case .pausedSince(let date): "自\(day(date))起中止，恢复前不届满"
    case .capped(let cap, let last, let fromStart): "自\(fromStart ? "开始日" : "该日")起最长\(cap.chinese)，至\(day(last))"
    case .extended(let granted, let last):
      "\(granted.on.map { "\($0)" } ?? "")批准\(granted.reach.chinese())，最后一日为\(day(last))"
    case .prolonged(let granted, let end):
      "\(granted.on.map { "\($0)" } ?? "")批准\(granted.reach.chinese(inHours: true))，至\(time(end))"
    case .rolled(let from, let to, let name): "最后一日由\(rest(from, name))移至\(day(to))"
    case .unpublished(let year): "暂定：本日历尚无\(year)年的放假安排"
    case .calendar(let name, let version): "日历\(name)，第\(version)版"
    case .parent(let name, let version, let child): "日历\(name)，第\(version)版，\(child)以它为基础"
    case .law(let text): "依据\(text)"
    case .due(let date, .midnight): "截止\(day(date))二十四时"
    case .due(let date, .closeOfBusiness): "截止\(day(date))下班时"
    case .dueAt(let end): "截止\(time(end))"
    }
  }

  private func day(_ date: CivilDate) -> String { "\(date)（\(WeekdayName.text(date.weekday, in: .chinese))）" }

  private func time(_ wall: WallTime) -> String { "\(day(wall.date))\(wall.time)" }

  private func rest(_ date: CivilDate, _ name: CalendarName?) -> String {
    day(date) + (name.map { "\($0.text(in: .chinese))" } ?? "")
  }

  private func range(_ from: CivilDate, _ to: CivilDate) -> String {
    from == to ? day(from) : "\(from)至\(to)"
  }
}

extension Counting.Start {
  fileprivate var chinese: String {
    switch self {
    case .excluded: "当日不计入"
    case .included: "当日计入"
    case .rolled: "遇休息日顺延至下一工作日，当日不计入"
    }
  }
}

extension ClockFacts.Extension.Reach {
  fileprivate func chinese(inHours: Bool = false) -> String {
    switch self {
    case .to(let span): "延长至自开始\(inHours ? "时" : "日")起\(span.chinese)"
    case .by(let span): "\(inHours ? "" : "自最后一日起")再延长\(span.chinese)"
    case .fromGrant(let span): "延长至自批准\(inHours ? "时" : "日")起\(span.chinese)"
    }
  }
}
