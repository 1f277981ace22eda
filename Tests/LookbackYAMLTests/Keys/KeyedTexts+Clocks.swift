extension KeyedTexts {
  private static let reminders = """
    remind: [{before: 2 days, tell: office}, {every: 2 days, after: 1 day, at most: 3, tell: head}, {every: 3 days, after: due, until: 9 days, tell: office}]
    """

  /// Clocks of each kind of term, by the kind.
  static let clocks = [
    ("running", clocked("runs: 6 days, from: event start", cap: 9, start: "start: included, ", running)),
    ("given", clocked("at: data.day", cap: 3)), ("reckoned", clocked("at: data.day + 2", cap: 3)),
  ]

  /// What only a clock that runs can say.
  private static let running = """
      late in the day: {runs: 5 days, from: event start, cut-off: {at: "08:00", counts as: next working day}}
      to: {runs: 5 days, from: state open, extend: {to: 20 days, who: head}, correct: {who: head, needs: [note]}}
    """

  private static func clocked(_ term: String, cap: Int, start: String = "", _ others: String = "") -> String {
    """
    data: {day: {type: date}, note: {type: text, max: 20}}
    \(roles.replacing("  author: {person: data.author}", with: ""))
    clocks:
      one:
        {
          title: {en: term, zh: 期限}, law: [{article: old}, {from: 2024-12-10, until: 2024-12-31, article: new}],
          \(term), counting: {\(start)last: previous working day}, ends at: close of business,
          extend: {by: 2 days, cap: \(cap) days, at most: 3, who: head},
          \(reminders),
          breach: {mark: late, tell: head, do: [mail office]}
        }
      two:
        {
          \(term), roll: previous working day, pauses counted in: working days, stops in: [answered],
          pauses in: [waiting], pauses on: [ask], resumes on: [hear],
          extend: {by: 3 days, from: today, ask: office, who: head, needs: [note]}
        }
    \(others)
    states:
      open:
        title: {en: open, zh: 办理}
        who: office
        waits: without limit
        events: {start: {title: {en: start, zh: 起}, needs: [day]}, hold: {takes: [note], to: waiting}, answer: {to: answered}}
      waiting: {who: office, waits: without limit, events: {go on: {to: open}}}
      answered: {who: office, waits: without limit, events: {back: {to: open}, end: {if: data.note == 'end', to: done}}}
      done: {final: true}
    anywhere: {ask: {who: office, except in: [done]}, hear: {who: office, except in: [done]}}
    """
  }

  static let kept = """
    data: {b: {type: bool}}
    \(roles.replacing("  author: {person: data.author}", with: ""))
    states:
      open: {who: office, waits: without limit, events: {finish: {takes: [b], to: done}}}
      done: {final: true, reopen: [again], events: {again: {who: head, to: open}}}
    look back:
      - name: kept
        title: {en: kept, zh: 落实}
        if: data.b == true
        at: 8 days after event finish
        who: head
        event: again
        \(reminders)
      - {name: seen, title: {en: seen, zh: 查看}, at: 3 days after event finish, who: office, event: again}
    """
}
