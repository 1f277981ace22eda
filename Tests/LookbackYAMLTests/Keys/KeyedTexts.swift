/// What definitions of keys are made of.
enum KeyedTexts {
  static func workflow(_ name: String, _ body: String) -> String {
    let head = """
      notation: 1
      workflow: \(name)
      version: 1
      title: {en: \(name), zh: 某}
      calendar: plain
      timezone: Asia/Shanghai
      """
    return head + "\n" + body
  }

  /// Runs a workflow for each of the units that a case is given.
  static func whole(running name: String) -> String {
    workflow(
      "whole",
      """
      data: {units: {type: list, of: unit}}
      roles: {desk: {post: clerk, of: desk}}
      states:
        begun: {who: desk, waits: without limit, events: {assign: {needs: [units], to: work}}}
        work:
          who: desk
          waits: without limit
          tracks: [{each: data.units, run: \(name), as: main}]
          events: {close: {to: over}}
        over: {final: true}
      """)
  }

  static let calendar = """
    notation: 1
    calendar: plain
    version: 1
    weekend: [saturday, sunday]
    hours: [08:30-12:00, 14:00-18:00]
    years: {2024: {source: none}, 2025: {source: none}, 2026: {source: none}}
    """

  static let roles = """
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办公室}}
      head: {post: head, of: desk, title: {en: head, zh: 主任}}
      author: {person: data.author}
    """
}
