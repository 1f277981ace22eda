/// What the benchmark runs: a matter that goes to and fro between two desks, with a statutory clock, a timer in each
/// state, a work item at each desk and a message at each step; and a state that only waits for its timer.
package enum BenchWorkflow {
  package static let name = "bench"
  package static let clerk = "clerk"

  package static let files: [(name: String, source: String)] = [
    ("bench.yaml", workflow), ("calendars/bench.yaml", calendar),
  ]

  private static let workflow = """
    notation: 1
    workflow: bench
    version: 1
    title: {en: bench}
    calendar: bench
    timezone: UTC

    data:
      number: {type: text, max: 40, unique: true, title: {en: number}}
      subject: {type: text, max: 300, required: true, title: {en: subject}}

    roles:
      clerk: {post: clerk, of: desk, title: {en: clerk}}
      director: {post: director, of: desk, title: {en: director}}

    clocks:
      reply:
        title: {en: reply}
        law: article 1
        runs: 3 months
        from: event begin
        stops in: [closed]
        remind:
          - {before: 15 working days, tell: clerk}
        breach: {mark: overdue, tell: director}

    states:
      registered:
        title: {en: registered}
        who: clerk
        events:
          begin: {title: {en: begin}, to: drafting}
      drafting:
        title: {en: drafting}
        who: clerk
        events:
          submit: {title: {en: submit}, to: review, do: [mail director]}
          sleep: {title: {en: sleep}, to: asleep}
          close: {title: {en: close}, to: closed}
          hurry: {title: {en: hurry}, after: 30 days, to: review}
      review:
        title: {en: review}
        who: director
        events:
          turn back: {title: {en: turn back}, to: drafting, do: [mail clerk]}
          lapse: {title: {en: lapse}, after: 20 days, to: drafting}
      asleep:
        title: {en: asleep}
        events:
          wake: {title: {en: wake}, after: 30 minutes, to: drafting, do: [mail clerk]}
      closed: {title: {en: closed}, final: true}
    """

  private static let calendar = """
    notation: 1
    calendar: bench
    version: 1
    title: {en: bench}
    weekend: [saturday, sunday]
    years: {}
    """
}
