import LookbackCore
import LookbackTime

extension NotationShape {
  static let clock = NotationShape(
    "clock", "a clock",
    [
      .may("title", .shape(.label), "What people call it."),
      .may("law", .either([.text, .list(.shape(.law))]), "The article that says so."),
      .may("runs", .span, "The term."), .may("from", .text, "event NAME or state NAME."),
      .may("at", .text, "Instead: a field that holds the date, or an expression that gives it."),
      .may("counting", .shape(.counting), "How its days are counted."),
      .may("roll", .word(Counting.Last.allCases.map(\.rawValue)), "Where a last day of rest goes."),
      .may("cut-off", .either([.text, .shape(.cutOff)]), "The time after which an event is one of a later day."),
      .may("ends at", .word(Counting.End.allCases.map(\.rawValue)), "When the last day is over."),
      .may("pauses counted in", .word(Counting.PausedDays.allCases.map(\.rawValue)), "How pauses move the end."),
      .may("stops in", .oneOrMany(.text), "States in which it stops."),
      .may("pauses in", .oneOrMany(.text), "States in which it stands still."),
      .may("pauses on", .oneOrMany(.text), "Events that halt it until one of `resumes on`."),
      .may("resumes on", .oneOrMany(.text), "Events that let it go on."),
      .may("extend", .shape(.extend), "Who may give more time."),
      .may("correct", .shape(.correct), "Who may correct its start, by the event correct NAME."),
      .may("remind", .list(.shape(.reminder)), "Who is told around the last day."),
      .may("breach", .shape(.breach), "What happens when the last day is over."),
    ])

  static let law = NotationShape(
    "law", "a version of `law`",
    [
      .must("article", .text, "The article."),
      .may("from", .text, "The first day on which it is cited."),
      .may("until", .text, "The last day on which it is cited."),
    ])

  static let counting = NotationShape(
    "counting", "`counting`",
    [
      .may("start", .word(Counting.Start.allCases.map(\.rawValue)), "Whether the day of the start counts."),
      .may("last", .word(Counting.Last.allCases.map(\.rawValue)), "Where a last day of rest goes."),
    ])

  static let cutOff = NotationShape(
    "cutOff", "`cut-off`",
    [
      .must("at", .text, "The time of day, such as 17:00."),
      .may("counts as", .word(CutOff.Day.allCases.map(\.rawValue)), "The day that it then is."),
    ])

  static let extend = NotationShape(
    "extend", "`extend`",
    [
      .may("to", .span, "Up to this term."), .may("by", .span, "By this much."),
      .may("from", .word(["start", "due", "today"]), "start, for `to`; due or today, for `by`."),
      .may("cap", .span, "The longest term that is ever reached."),
      .may("at most", .whole(1...1_000), "How often; once where nothing is said."),
      .may("ask", .oneOrMany(.text), "Roles that ask for it first, by `ask to extend NAME`."),
      .must("who", .oneOrMany(.text), "Roles that grant it."),
      .may("needs", .oneOrMany(.text), "What is given with it: with the asking, where it is asked for."),
    ])

  static let correct = NotationShape(
    "correct", "`correct`",
    [
      .must("who", .oneOrMany(.text), "Roles that may."),
      .may("needs", .oneOrMany(.text), "What is given besides `started`, the new date."),
    ])

  static let reminder = NotationShape(
    "reminder", "a reminder",
    [
      .may("before", .span, "So long before the last day."),
      .may("after", .either([.span, .word(["due"])]), "So long after it; `due`: repeated from the last day itself."),
      .may("every", .span, "Again and again, from `after` on."),
      .may("at most", .whole(1...Reminder.mostRungs), "How often in all."),
      .may("until", .span, "None later than this after the last day."),
      .must("tell", .oneOrMany(.text), "Roles, track.WORKFLOW.ROLE, and `approvers` in an approval."),
    ])

  static let breach = NotationShape(
    "breach", "`breach`",
    [
      .may("mark", .text, "What the case is then called; overdue where nothing is said."),
      .may("tell", .oneOrMany(.text), "Who is told."),
      .may("do", .oneOrMany(.text), "Effects, as of an event."),
    ])
}
