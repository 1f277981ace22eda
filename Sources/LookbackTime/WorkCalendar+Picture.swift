extension WorkCalendar {
  /// A year month by month, with holidays and make-up days marked, a legend, and the names behind the marks.
  /// `paint` may add colours; without it, the marks alone tell everything.
  package func picture(
    of year: Int, in language: Language, paint: @escaping (String, DayStyle) -> String = { text, _ in text }
  ) throws(DateError) -> [String] {
    let first = try CivilDate(year: year, month: 1, day: 1)
    let last = try CivilDate(year: year, month: 12, day: 31)
    let grid = MonthGrid(language: language, cell: { self.cell($0) }, paint: paint)
    var lines = grid.lines(from: first, to: last) + ["", legend(language)]
    lines += stretches(from: first, to: last).map { $0.line(in: language) }
    if !isPublished(year: year) { lines.append(ExplanationStep.unpublished(year: year).text(in: language)) }
    return lines
  }

  private func cell(_ date: CivilDate) -> (mark: Character, style: DayStyle) {
    if let mark = marks[Int(date.days)] { return mark.isWorking ? ("+", .makeUp) : ("*", .holiday) }
    return (" ", isWorking(date) ? .plain : .rest)
  }

  private func legend(_ language: Language) -> String {
    let names = weekend.sorted().map { WeekdayName.text($0, in: language) }
    switch language {
    case .english:
      return "* holiday   + make-up working day   weekend: \(names.isEmpty ? "none" : names.joined(separator: ", "))"
    case .chinese: return "* 放假   + 调休上班   周末：\(names.isEmpty ? "无" : names.joined(separator: "、"))"
    }
  }
}

extension Stretch {
  fileprivate func line(in language: Language) -> String {
    let days = first == last ? "\(first)" : "\(first)…\(last.description.dropFirst(first.year == last.year ? 5 : 0))"
    let padding = String(repeating: " ", count: max(1, 18 - days.count))
    return "\(mark.isWorking ? "+" : "*") \(days)\(padding)\(mark.text(in: language))"
  }
}
