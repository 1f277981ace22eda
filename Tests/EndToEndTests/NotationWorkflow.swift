import Foundation

/// A workflow that uses every construct of the notation, and the part that a unit runs in it.
enum NotationWorkflow {
  private static func head(_ name: String) -> String {
    "notation: 1\nworkflow: \(name)\nversion: 1\ncalendar: cn\ntimezone: Asia/Shanghai\n"
  }

  static let matter =
    head("matter") + """
      data:
        text: {type: text, max: 200}
        reply_number: {type: text}
        costly: {type: bool}
        score: {type: int}
        units: {type: list, of: unit}
        helpers: {type: list, of: unit}
        related: {type: list, of: case}
      roles:
        office: {post: clerk, of: desk}
        head: {post: head, of: desk}
      clocks:
        answer:
          runs: 10 working days
          from: event accept
          stops in: [answered, closed]
          pauses on: [ask]
          resumes on: [hear]
          extend: {by: 5 working days, ask: office, who: head, needs: [reason], at most: 1}
          remind: [{before: 2 working days, tell: office}]
          breach: {mark: overdue, tell: head}
      states:
        new:
          who: office
          waits: without limit
          events:
            accept:
              needs: [units]
              takes: [helpers, related, costly]
              if: [{cel: "size(data.units) > 0", else: {en: name a unit, zh: 请指定单位}}]
              set: {score: 1}
              do: [mail office, signal noted to data.related]
              to: working
            noted: {by: signal, set: {score: 100}}
        working:
          who: office
          waits: without limit
          tracks:
            - {each: data.units, run: part, as: main}
            - {each: data.helpers, run: part, as: co, join: none}
          events:
            change units: {takes: [units, helpers]}
            ask: {}
            hear: {}
            draft: {needs: [text], to: signing}
        signing:
          who: office
          approval:
            steps:
              - {name: check, ask: [checker, editor], of: desk, need: 1}
              - {name: both, ask: [legal, finance], of: desk, need: all, order: parallel, if: data.costly == true}
              - {ask: head, refusal: step check}
            never: [actor of draft]
            refusal: drafting
            binds: data.text
            due: {within: 3 working days, breach: {mark: slow, tell: head}}
          events:
            approved:
              number: {register: 青函, per: year, into: data.reply_number}
              do: letter reply
              to: answered
            edit: {needs: [text]}
        drafting:
          who: office
          waits: without limit
          events: {draft again: {needs: [text], to: signing}}
        answered:
          who: office
          waits: without limit
          events: {close: {to: closed}}
        closed:
          final: true
          reopen: [look again]
          events: {look again: {who: office, to: working}}
      anywhere:
        withdraw: {who: office, needs: [reason], to: closed, except in: [closed]}
      look back:
        - {name: kept, at: 6 months after event close, who: office, event: look again}
      promises:
        - never answered without signing.approved

      """

  static let part =
    head("part") + """
      roles: {hand: {post: hand, of: track.unit}}
      states:
        open: {who: hand, waits: without limit, events: {finish: {to: done}}}
        done: {final: true}

      """

  static func folder(in folder: URL) throws -> URL {
    let workflows = try DrillWorkflow.folder(in: folder)
    try Data(matter.utf8).write(to: workflows.appending(path: "matter.yaml"))
    try Data(part.utf8).write(to: workflows.appending(path: "part.yaml"))
    return workflows
  }
}
