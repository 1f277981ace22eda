import LookbackYAML

/// A small matter with an event of each sort: data, a unique number, a register, a timer, an end.
enum TicketWorkflow {
  static let text = """
    notation: 1
    workflow: ticket
    version: 1
    title: {en: ticket}
    calendar: plain
    timezone: UTC

    data:
      number: {type: text, max: 20, unique: true, title: {en: number}}
      count: {type: int, title: {en: count}}
      letter: {type: text, max: 40, title: {en: letter}}

    roles:
      clerk: {post: clerk, of: desk, title: {en: clerk}}

    states:
      open:
        title: {en: open}
        who: clerk
        events:
          note: {needs: [count]}
          rename: {needs: [number]}
          send:
            if: "has(data.count)"
            number: {register: D, per: year, into: data.letter}
          sleep: {to: asleep}
          close: {to: closed}
      asleep:
        title: {en: asleep}
        events:
          wake: {after: 30 minutes, to: open}
      closed: {title: {en: closed}, final: true}
    """

  static let calendar = """
    notation: 1
    calendar: plain
    version: 1
    title: {en: plain}
    weekend: [saturday, sunday]
    years: {}
    """

  static var files: [DefinitionFile] {
    [
      DefinitionFile(name: "ticket.yaml", bytes: Array(text.utf8)),
      DefinitionFile(name: "calendars/plain.yaml", bytes: Array(calendar.utf8)),
    ]
  }
}
