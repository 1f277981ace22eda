/// The days of the week in words.
enum WeekdayName {
  private static let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  private static let chinese = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]

  /// 1 Monday to 7 Sunday.
  static func text(_ weekday: Int, in language: Language) -> String {
    switch language {
    case .english: english[weekday - 1]
    case .chinese: chinese[weekday - 1]
    }
  }
}
