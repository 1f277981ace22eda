import LookbackJSON

/// The forms of answers about cases.
enum CaseAnswers {
  private static let state: [JSONKey] = [.always("state"), .always("state_title")]

  static let summary = JSONShape.object(
    [.always("id"), .always("workflow"), .always("version", .count)] + state + [
      .always("title"), .maybe("due", .day), .always("opened", .moment), .always("opened_on", .day),
      .maybe("ended", .moment), .always("overdue", .truth), .always("data", .data),
    ])

  static let receipt = JSONShape.object([
    .always("case"), .always("sequence", .count), .always("state"), .always("link"), .always("at", .moment),
    .always("replayed", .truth),
  ])

  static let dryRun = JSONShape.object([.always("dry_run", .truth), .always("state"), .always("events", .texts)])

  static let whole = JSONShape.object(
    [.always("id"), .always("workflow"), .always("version", .count)] + state + [
      .always("sequence", .count), .always("opened", .moment), .maybe("ended", .moment), .always("title"),
      .always("data", .data), .always("overdue", .truth), .always("head"), .always("tracks", .list(of: track)),
      .always("blocked", .list(of: blockage)), .maybe("mending", proposal), .always("asked", .list(of: asked)),
      .always("deadlines", .list(of: deadline)),
    ])

  static let track = JSONShape.object(
    [
      .always("track", .count), .maybe("parent", .count), .always("group"), .always("workflow"),
      .always("version", .count), .maybe("unit"),
    ] + state + [
      .always("final", .truth), .always("entered", .day), .maybe("late_days", .count), .maybe("late_entry"),
      .always("over", .truth), .always("data", .data),
    ])

  static let blockage = JSONShape.object([
    .always("track", .count), .maybe("unit"), .always("event"), .always("event_title"), .always("since", .moment),
    .always("code"), .always("reason"),
  ])

  static let proposal = JSONShape.object([
    .always("number", .count), .always("by"), .always("since", .moment), .always("track", .count), .maybe("state"),
    .maybe("data", .data), .maybe("retry"), .maybe("drop"), .always("reason"), .always("says", .texts),
  ])

  static let asked = JSONShape.object([
    .always("track", .count), .maybe("unit"), .always("kind"), .always("kind_title"), .always("asked", .texts),
    .maybe("due", .day), .maybe("vacant", .texts),
  ])

  private static let clock: [JSONKey] = [
    .always("track", .count), .always("clock"), .always("title"), .maybe("law"), .always("started", .day),
    .maybe("due", .day), .maybe("original", .day), .always("status", .choice(["running", "paused", "stopped"])),
    .maybe("stopped", .day), .maybe("lapse", .moment), .always("past", .truth), .always("provisional", .truth),
    .maybe("contradicts"), .always("explanation", .texts),
  ]

  static let deadline = JSONShape.object(
    clock + [.maybe("extended", .truth), .maybe("corrected", .truth), .maybe("mark")])

  private static let explained = JSONShape.object(
    clock + [
      .maybe("unit"), .maybe("calendar"), .always("steps", .list(of: .named(scalar))),
      .always("late_entries", .list(of: lateEntry)), .always("picture", .texts),
    ])

  private static let lateEntry = JSONShape.object([
    .always("event"), .always("event_title"), .always("on", .day), .always("late_days", .count),
    .always("late_entry"),
  ])

  private static let scalar = JSONShape.either(.words, .either(.whole(Int64.min...Int64.max), .truth))

  static let explanation = JSONShape.object([.always("case"), .always("deadlines", .list(of: explained))])

  static let event = JSONShape.object([
    .always("sequence", .count), .always("at", .moment), .always("on", .day), .maybe("late_days", .count),
    .maybe("late_entry"), .always("track", .count), .always("event"), .always("event_title"), .always("from"),
    .always("from_title"), .always("to"), .always("to_title"), .always("actor"), .maybe("for"), .always("via"),
    .always("command"), .always("changes", .texts), .always("link"),
  ])

  static let history = JSONShape.page(of: event, [.always("case"), .always("sequence", .count)])

  private static let check = JSONShape.object([
    .always("event"), .always("title"), .always("track", .count), .maybe("unit"), .maybe("needs", .texts),
    .maybe("takes", .texts), .maybe("reason"), .always("who", .texts),
  ])

  static let can = JSONShape.object([.always("possible", .list(of: check)), .always("refused", .list(of: check))])

  private static let happening = JSONShape.object([
    .always("at", .moment), .always("on", .day), .always("case"), .always("track", .count), .always("kind"),
    .always("subject"), .maybe("from"), .maybe("to"), .maybe("actor"), .maybe("late_days", .count),
    .maybe("recipients", .texts), .maybe("due", .day), .maybe("code"), .always("text"),
  ])

  static let whatIf = JSONShape.object(
    [.always("case"), .always("from", .day), .always("until", .day)] + state + [
      .always("overdue", .texts), .always("timeline", .list(of: happening)),
    ])

  private static let outcome = JSONShape.either(
    .object([.always("status", .choice(["done", "replayed"])), .always("receipt", receipt)]),
    .object([
      .always("status", .choice(["rejected", "unavailable", "unknown"])), .always("problem", ProblemAnswers.problem),
    ]))

  static let outcomes = JSONShape.object([.always("outcomes", .list(of: outcome))])

  private static let sweepCount = JSONShape.object([
    .always("looked", .count), .always("picked", .count), .always("done", .count), .always("replayed", .count),
    .always("refused", .count),
  ])

  private static let refusedCase = JSONShape.object([
    .always("case"), .always("title"), .always("problem", ProblemAnswers.problem),
  ])

  /// One line of the answer to a sweep.
  static let sweepLine = JSONShape.either(
    .object([.always("sweep"), .always("dry_run", .truth)]),
    .either(
      .either(
        .object([.always("refused", refusedCase)]),
        .object([.always("progress", sweepCount), .always("after")])),
      .either(
        .object([.always("summary", sweepCount)]),
        .object([.always("problem", ProblemAnswers.problem), .maybe("after")]))))

  static let imported = JSONShape.object([
    .always("lines", .count), .always("valid", .count), .always("imported", .count), .always("already", .count),
    .always("dry_run", .truth), .always("errors", .list(of: ProblemAnswers.place)),
    .always("error_count", .count),
  ])

  static let workItem = JSONShape.object([
    .always("case"), .always("title"), .always("workflow"), .always("state"), .always("track", .count),
    .always("kind"), .always("kind_title"), .always("assignee"), .maybe("due", .day), .always("overdue", .truth),
  ])

  static let message = JSONShape.object([
    .always("id"), .always("status", .choice(["waiting", "undeliverable"])), .always("case"), .always("title"),
    .always("at", .moment), .always("topic"), .always("about"),
    .always("recipients", .texts), .maybe("due", .day), .maybe("failure"),
  ])

  static let outbox = JSONShape.page(of: message, [.always("counts", .named(.count))])

  static let report = JSONShape.object([
    .always("year", .count),
    .always("received", .list(of: .object([.always("workflow"), .always("count", .count)]))),
    .always(
      "closed",
      .list(
        of: .object([
          .always("workflow"), .always("round", .count), .always("state"), .always("outcome"),
          .always("outcome_title"), .maybe("answered", .truth), .always("class"), .always("count", .count),
          .always("on_time", .count), .always("with_deadline", .count), .always("on_time_at_first", .count),
        ]))),
  ])
}
