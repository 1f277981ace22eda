extension NotationShape {
  package static let calendar = NotationShape(
    "calendar", "a calendar",
    [
      .must("notation", .whole(1...1), "The version of this notation: 1."), .must("calendar", .text, "Its name."),
      .must("version", .whole(1...Int(Int32.max)), "A published version never changes: raise it."),
      .may("title", .shape(.label), "What people call it."), .may("extends", .text, "The calendar it adds to."),
      .may("weekend", .oneOrMany(.word(CalendarReader.weekdays)), "Days of rest of every week."),
      .may("hours", .either([.text, .list(.text), .map(.oneOrMany(.text))]), "Working hours."),
      .may("recess", .list(.shape(.recess)), "Weeks in which no work is expected."),
      .must("years", .map(.shape(.year)), "What was published for each year."),
    ])

  static let year = NotationShape(
    "year", "a year",
    [
      .may("source", .oneOrMany(.text), "The notice."), .may("sources", .oneOrMany(.text), "The notices."),
      .may("holidays", .list(.shape(.holiday)), "Days of rest."),
      .may("working", .list(.either([.text, .shape(.makeUp)])), "Days of work that would be days of rest."),
    ])

  static let holiday = NotationShape(
    "holiday", "a holiday",
    [
      .must("name", .shape(.label), "What people call it."), .may("days", .list(.text), "Its days."),
      .may("from", .text, "Its first day."), .may("to", .text, "Its last day."),
      .may("working", .list(.text), "Days of work that make up for it."),
    ])

  static let makeUp = NotationShape(
    "makeUp", "a make-up day",
    [.must("date", .text, "The day."), .may("for", .shape(.label), "The holiday that it makes up for.")])

  static let recess = NotationShape(
    "recess", "a recess",
    [
      .must("name", .shape(.label), "What people call it."), .must("from", .text, "Its first day."),
      .must("to", .text, "Its last day."),
    ])

  package static let classes = NotationShape(
    "classes", "a classification scheme",
    [
      .must("notation", .whole(1...1), "The version of this notation: 1."), .must("classes", .text, "Its name."),
      .must("version", .whole(1...Int(Int32.max)), "A published version never changes: raise it."),
      .may("title", .shape(.label), "What people call it."),
      .must("values", .map(.shape(.label)), "The codes and what people call them."),
    ])
}
