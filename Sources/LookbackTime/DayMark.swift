/// What a calendar says of one day that is not like its weekday.
struct DayMark: Hashable, Sendable {
  var isWorking: Bool
  /// The name of the holiday, or of the holiday that a make-up day makes up for; nil if it is not known.
  var name: CalendarName?

  func text(in language: Language) -> String {
    let name = name?.text(in: language)
    guard isWorking else { return name ?? "" }
    switch language {
    case .english: return name.map { "make-up day for \($0)" } ?? "make-up working day"
    case .chinese: return name.map { "\($0)调休上班" } ?? "调休上班"
    }
  }
}
