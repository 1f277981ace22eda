/// What stands beside the definition.
extension LivedDefinition {
  static let sender = """
    notation: 1
    workflow: sender
    version: 1
    title: {en: sender, zh: 来文}
    calendar: plain
    timezone: Asia/Shanghai
    roles: {office: {post: clerk, of: desk, title: {en: office, zh: 办公室}}}
    data: {related: {type: case}}
    states:
      on:
        who: office
        waits: without limit
        events:
          send: {do: signal nudge to data.related}
          leave: {to: gone}
      gone: {final: true}

    """

  /// Weekends, a long holiday and short ones, and seven hours a day.
  static let calendar = """
    notation: 1
    calendar: plain
    version: 1
    title: {en: plain, zh: 普通}
    weekend: [saturday, sunday]
    hours: [09:00-12:00, 13:00-17:00]
    years:
      2024:
        source: none
        holidays:
          - {name: {en: spring, zh: 春}, from: 2024-02-10, to: 2024-02-18, working: [2024-02-04]}
          - {name: {en: day, zh: 节}, days: [2024-03-13]}
          - {name: {en: long weekend, zh: 连休}, days: [2024-04-05, 2024-04-08]}
      2025: {source: none, holidays: []}

    """
}
