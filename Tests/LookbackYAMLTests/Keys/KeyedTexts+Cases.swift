extension KeyedTexts {
  /// Steps, and all that is said of them.
  static let signed = """
    data: {text: {type: text, max: 50}, dear: {type: bool}, author: {type: person}}
    \(roles)
    states:
      draft:
        who: office
        waits: without limit
        events: {submit: {needs: [text, author], takes: [dear], to: signing}}
      signing:
        who: office
        approval:
          steps:
            - {name: check, title: {en: check, zh: 核稿}, ask: [checker, editor], of: desk, need: 1}
            - {title: {en: signature, zh: 签发}, ask: [head, office], order: parallel, if: data.dear == true, refusal: step check}
          never: [actor of submit]
          refusal: draft
          binds: data.text
          due:
            within: 5 working days
            remind: [{before: 2 days, tell: approvers}, {every: 2 days, after: 1 day, at most: 3, tell: head}, {every: 3 days, after: due, until: 9 days, tell: office}]
            breach: {mark: slow, tell: head, do: [mail office]}
        events:
          approved: {to: done}
          edit: {needs: [text]}
      done: {final: true}
    """

  /// What only a case has: an opening, what is required, statistics, promises.
  static let opened = """
    data:
      author: {type: person, required: true, title: {en: author, zh: 作者}}
      a: {type: int}
      b: {type: int}
      code: {type: text, max: 4, required: true}
      units: {type: list, of: unit, required: true}
    \(roles)
    open: {who: author, takes: [a], if: [{cel: data.author == 'person-1', else: {en: another author, zh: 他人}}]}
    back: {who: office, at most: 9 days, needs: reason}
    mend: {by: two}
    counts: {on time: [first], answer: [answer], apart: [stop]}
    clocks:
      first: {runs: 30 days, from: state open, breach: {tell: head}}
      second: {runs: 3 days, from: state open, breach: {tell: head}}
    states:
      open:
        who: office
        waits: without limit
        events: {answer: {to: done}, stop: {to: stopped}}
      stopped: {who: office, waits: without limit, events: {close: {to: done}}}
      done: {final: true, reopen: [again], events: {again: {who: head, to: open}}}
    anywhere: {note: {who: head, takes: [b], except in: [done]}}
    promises: [never done without stop]
    """
}
