import LookbackYAML

/// Constructs that write facts of their own, for the way through the store and back.
enum ConstructWorkflow {
  static let text = """
    notation: 1
    workflow: matter
    version: 1
    calendar: plain
    timezone: UTC
    data: {units: {type: list, of: unit}, day: {type: date}, text: {type: text}}
    roles: {clerk: {post: clerk, of: desk}}
    clocks:
      answer:
        runs: 10 working days
        from: state new
        stops in: [done]
        pauses on: [ask]
        resumes on: [hear]
        extend: {by: 5 days, ask: clerk, who: clerk}
        correct: {who: clerk}
        remind: [{every: 1 day, at most: 2, tell: clerk}]
      worked out: {at: "add_months(data.day, 1)", stops in: [done]}
    states:
      new:
        who: clerk
        tracks: [{each: data.units, run: part, as: main}]
        events: {change: {takes: [units, day, text]}, ask: {}, hear: {}, sign: {join: none, to: signing}}
      signing:
        who: clerk
        waits: without limit
        approval:
          steps: [{name: one, ask: clerk, refusal: step one}, {ask: head, of: desk}]
          refusal: new
          binds: data.text
        events: {approved: {to: done}}
      done: {final: true}
    """

  static let part = """
    notation: 1
    workflow: part
    version: 1
    calendar: plain
    timezone: UTC
    roles: {clerk: {post: clerk, of: desk}}
    clocks: {act: {runs: 5 days, from: state open, stops in: [done]}}
    states:
      open: {who: clerk, events: {finish: {to: done}}}
      done: {final: true}
    """

  static var files: [DefinitionFile] {
    [
      DefinitionFile(name: "matter.yaml", bytes: Array(text.utf8)),
      DefinitionFile(name: "part.yaml", bytes: Array(part.utf8)),
      DefinitionFile(name: "calendars/plain.yaml", bytes: Array(TicketWorkflow.calendar.utf8)),
    ]
  }
}
