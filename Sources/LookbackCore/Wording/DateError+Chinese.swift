import LookbackTime

extension DateError {
  /// The error in Chinese, in the wording of an office.
  var chinese: String {
    switch self {
    case .malformedDate(let text): "“\(text)”不是日期：请写作 YYYY-MM-DD，如 2020-08-12"
    case .impossibleDate(let year, let month, let day): "没有 \(year) 年 \(month) 月 \(day) 日这一天，请核对"
    case .outOfRange(let what): "超出公元 1 至 9999 年：\(what)"
    case .malformedMoment(let text, _): "“\(text)”不是时刻：请写作 2020-08-12T01:00:00Z"
    case .malformedSpan(let text, _): "“\(text)”不是期间：请写作 15个工作日、3个月、15日等"
    case .malformedExpression(let text): "“\(text)”不是时间：请写作 15 working days before due 等，写法见定义说明"
    case .unknownTimeZone(let name): "系统时区库中没有时区“\(name)”：请写作 Asia/Shanghai 等；如系统缺少软件包 tzdata，请安装"
    case .unreadableTimeZone(let name, _): "无法读取时区“\(name)”的文件"
    case .notWholeDays(let span): "期限按日计算，“\(span)”不是整日：请用日、周、月、年"
    case .notPartOfDay(let span): "时刻按分钟、小时、工作小时计算，“\(span)”不属此类：请改按日计算期限"
    case .backwardPause(let from, let until): "暂停不能自 \(from) 起至 \(until) 止：止日不得早于起日"
    case .noWorkingHours(let calendar): "日历“\(calendar)”没有工作时间：请补充，或按小时、工作日计算"
    case .malformedTimeOfDay(let text): "“\(text)”不是时间：请写作 00:00 至 24:00 之间的 HH:MM，如 17:00"
    case .badWorkingHours(let what): "工作时间有误：\(what)"
    }
  }
}
