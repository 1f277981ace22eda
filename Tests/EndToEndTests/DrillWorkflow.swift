import Foundation

/// A small matter for the kill test: notes are counted, and four timers belong to every case.
enum DrillWorkflow {
  /// Two reminders, the overdue mark and the lapse.
  static let timersPerCase = 4
  /// After so many days every timer of a case has fired.
  static let days = 20

  static let text = """
    notation: 1
    workflow: drill
    version: 1
    title: {en: Drill, zh: 演练}
    calendar: cn
    timezone: Asia/Shanghai

    data:
      number: {type: text, max: 40, unique: true, required: true}
      count:  {type: int}

    roles:
      worker: {post: worker, of: drill}

    clocks:
      term:
        runs: 10 days
        from: state open
        stops in: [done]
        remind:
          - {before: 5 days, tell: worker}
          - {before: 2 days, tell: worker}
        breach: {mark: overdue, tell: worker}

    states:
      open:
        who: worker
        events:
          note: {needs: [count]}
          lapse: {after: \(days) days, to: done}
      done: {final: true}
    """

  /// A folder of definitions with nothing but the drill and the calendars.
  static func folder(in folder: URL) throws -> URL {
    let workflows = folder.appending(path: "workflows")
    try FileManager.default.createDirectory(at: workflows, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Built.repository.appending(path: "workflows/calendars"), to: workflows.appending(path: "calendars"))
    try Data(text.utf8).write(to: workflows.appending(path: "drill.yaml"))
    return workflows
  }
}
