/// Short definitions, one for each group of constructs.
enum Definitions {
  private static func head(_ name: String) -> String {
    "notation: 1\nworkflow: \(name)\nversion: 1\ncalendar: plain\ntimezone: Asia/Shanghai\n"
  }

  /// One unit's part.
  static let part =
    head("part") + """
      roles: {hand: {post: hand, of: track.unit}}
      clocks: {act: {runs: 5 days, from: state open, stops in: [done], breach: {tell: hand}}}
      states:
        open: {who: hand, waits: without limit, events: {finish: {to: done}}}
        done: {final: true}
      """

  /// A matter that several units handle while the list of units may change.
  static let shared =
    head("shared") + """
      data: {units: {type: list, of: unit}, helpers: {type: list, of: unit}}
      roles: {office: {post: clerk, of: desk}}
      states:
        new: {who: office, waits: without limit, events: {assign: {needs: [units], takes: [helpers], to: working}}}
        working:
          who: office
          waits: without limit
          tracks:
            - {each: data.units, run: part, as: main}
            - {each: data.helpers, run: part, as: co, join: none}
          events:
            all done: {when: "tracks.main.all(t, t.state == 'done')", to: done}
            change units: {takes: [units, helpers]}
            finish early: {to: done}
            cut short: {to: done, join: none}
            judge: {if: "size(tracks.main) > 1", to: done}
        done: {final: true}
      anywhere:
        withdraw: {who: office, to: done, except in: [done]}
      """

  /// A matter that is handled in rounds: each time the list may be another one, or empty.
  static let rounds =
    head("rounds") + """
      data: {units: {type: list, of: unit}, seen: {type: int}}
      roles: {office: {post: clerk, of: desk}}
      states:
        new: {who: office, waits: without limit, events: {assign: {takes: [units], to: working}}}
        working:
          who: office
          waits: without limit
          tracks: [{each: data.units, run: part, as: main}]
          events:
            judge: {if: "size(tracks.main) > 0", join: none, to: judged}
            go on: {to: judged}
        judged:
          who: office
          waits: without limit
          events:
            again: {takes: [units], to: working}
            close: {if: "size(tracks.main) > 0", to: done}
        done: {final: true}
      """

  /// Every way in which a clock can be told what to do.
  static let clocks =
    head("timed") + """
      data: {received: {type: date}, span: {type: int}}
      roles: {office: {post: clerk, of: desk}, liaison: {post: liaison, of: desk}, head: {post: head, of: desk}}
      clocks:
        answer:
          runs: 10 working days
          from: event receive
          stops in: [done]
          pauses on: [ask]
          resumes on: [hear]
          extend: {by: 5 working days, ask: liaison, who: head, needs: [reason], at most: 1}
          correct: {who: office, needs: [reason]}
          remind:
            - {before: 2 working days, tell: liaison}
            - {every: 5 working days, at most: 3, tell: office}
            - {every: 1 month, after: 10 days, until: 2 months, tell: head}
          breach: {tell: head, do: [mail office, letter warning, webhook alarm]}
        worked out:
          at: "add_working_days(data.received, data.span)"
          stops in: [done]
          breach: {mark: late, tell: head}
      states:
        new: {who: office, waits: without limit, events: {receive: {takes: [received, span], to: open}}}
        open:
          who: office
          events:
            ask: {}
            hear: {}
            set: {takes: [received, span]}
            move: {to: other}
            close: {to: done}
        other: {who: office, events: {back: {to: open}, hear: {}}}
        done: {final: true}
      """

  /// A clock whose date stands in a field, and moves with it.
  static let dated =
    head("dated") + """
      data: {day: {type: date, required: true}}
      roles: {office: {post: clerk, of: desk}}
      clocks:
        announced:
          at: data.day
          stops in: [done]
          remind: [{before: 2 working days, tell: office}]
          breach: {mark: late, tell: office}
      states:
        open: {who: office, events: {set: {takes: [day]}, close: {to: done}}}
        done: {final: true}
      """

  /// Steps, returns, four eyes, a bound text and a time limit.
  static let approval =
    head("signed") + """
      data: {text: {type: text, max: 100}}
      roles:
        drafter: {post: drafter, of: desk}
        legal: {post: legal, of: desk}
        finance: {post: finance, of: desk}
        head: {post: head, of: desk}
      states:
        drafting: {who: drafter, waits: without limit, events: {draft: {needs: [text], to: signing}}}
        signing:
          who: drafter
          approval:
            steps:
              - {name: check, ask: checker, of: desk, need: 1}
              - {name: both, ask: [legal, finance], need: all, order: parallel, refusal: step check}
              - {name: sign, ask: head, refusal: step both}
            never: [actor of draft]
            refusal: drafting
            binds: data.text
            due:
              within: 5 working days
              remind: [{before: 1 working day, tell: approvers}, {every: 2 working days, at most: 2, tell: approvers}]
              breach: {mark: slow, tell: head, do: webhook slow}
          events:
            approved: {to: done}
            edit: {needs: [text]}
        done: {final: true}
      """
}
