/// One slip in a definition that is otherwise right, and what is to be said about it.
struct BrokenDefinition: CustomStringConvertible, Sendable {
  let name: String
  /// The first occurrence of this text in the definition is replaced.
  let original: String
  let slip: String
  /// `line:column code`, all of them.
  let expected: [String]

  init(_ name: String, _ original: String, _ slip: String, _ expected: [String]) {
    self.name = name
    self.original = original
    self.slip = slip
    self.expected = expected
  }

  var description: String { name }
  var text: String {
    guard let range = Self.sound.firstRange(of: original) else { return "" }
    return Self.sound[..<range.lowerBound] + slip + Self.sound[range.upperBound...]
  }

  static let sound = """
    notation: 1
    workflow: request
    version: 1
    title: {en: Request, zh: 申请}
    calendar: cn
    timezone: Asia/Shanghai
    data:
      subject: {type: text, max: 300}
      class: {type: choice, of: classes/npc}
      lead: {type: person}
      units: {type: list, of: unit}
      due: {type: date}
      urgent: {type: bool}
    roles:
      office: {post: clerk, of: main-office}
      proposer: {person: data.lead}
    clocks:
      answer:
        runs: 15 working days
        from: event accept
        stops in: [done]
        extend: {to: 1 month, from: start, who: office, needs: [reason]}
        remind:
          - {before: 3 working days, tell: [office, track.unit-part.liaison]}
        breach: {tell: office}
      notice: {at: data.due, roll: as is, stops in: [done]}
    states:
      new:
        who: office
        events:
          accept:
            needs: [units]
            if: [{cel: "size(data.units) > 0", else: {zh: 请指定单位}}]
            to: working
          decline: {to: done, needs: [reason], set: {urgent: "false"}}
      working:
        tracks:
          - {each: data.units, run: unit-part, as: main}
        events:
          all done: {when: "tracks.main.all(t, t.state == 'done')", to: signing}
      signing:
        approval:
          steps:
            - {ask: checker, of: main-office, need: 1}
          never: [actor of accept]
          refusal: working
          binds: data.subject
          due: 5 working days
        events:
          approved: {to: done, number: {register: 函, per: year, into: data.subject}, do: [letter reply, mail proposer]}
      done: {final: true, reopen: [look back]}
    anywhere:
      withdraw: {to: done, who: proposer, except in: [done]}
    look back:
      - {name: class-b, if: "data.class == 'B'", at: 1 year after event all done, who: office, event: look back}
    promises: [never signing without accept or look back]
    see: {fields: {subject: [office, proposer]}}
    """

  /// The workflow that the tracks run.
  static let part = """
    notation: 1
    workflow: unit-part
    version: 1
    calendar: cn
    timezone: Asia/Shanghai
    data: {text: {type: text}}
    roles: {liaison: {post: liaison, of: track.unit}}
    states:
      open:
        waits: without limit
        events:
          finish: {who: liaison, needs: [text], to: done, set: {case.class: "'A'"}}
      done: {final: true}
    """

  static let scheme = """
    notation: 1
    classes: npc
    version: 1
    values: {A: {zh: 甲}, B: {zh: 乙}}
    """

  static let calendar = """
    notation: 1
    calendar: cn
    version: 1
    weekend: [saturday, sunday]
    years: {}
    """
}
