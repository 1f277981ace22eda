import LookbackYAML

/// A matter whose unique fields get their values in every way: given, set, drawn, by a person, by time and at once.
enum ClaimWorkflow {
  static let text = """
    notation: 1
    workflow: claim
    version: 1
    title: {en: claim}
    calendar: plain
    timezone: UTC

    data:
      number: {type: text, unique: true, title: {en: number}}
      serial: {type: int, unique: true, title: {en: serial}}
      wish: {type: text, max: 5000, title: {en: wish}}
      share: {type: double, title: {en: share}}

    roles:
      clerk: {post: clerk, of: desk, title: {en: clerk}}

    states:
      open:
        title: {en: open}
        who: clerk
        events:
          note: {needs: [wish]}
          count: {needs: [serial]}
          copy: {set: {number: "data.wish"}}
          divide: {set: {share: "1.0 / 0.0"}}
          draw: {number: {register: R, per: ever, into: data.number}}
          wait: {to: waiting}
          close: {to: closed}
      waiting:
        title: {en: waiting}
        events:
          lapse: {after: 30 minutes, number: {register: R, per: ever, into: data.number}, to: closed}
      closed: {title: {en: closed}, final: true}
    """

  static var files: [DefinitionFile] {
    [
      DefinitionFile(name: "claim.yaml", bytes: Array(text.utf8)),
      DefinitionFile(name: "calendars/plain.yaml", bytes: Array(TicketWorkflow.calendar.utf8)),
    ]
  }
}
