extension KeyedTexts {
  private static let fields = """
    data:
      a: {type: int, title: {en: a, zh: 甲}}
      b: {type: bool}
      mark: {type: text, max: 40}
      other: {type: case}
      friend: {type: case}
      author: {type: person}
    """
  private static let guards = "if: [{cel: data.b != false, else: {en: not b, zh: 非乙}}]"
  private static let acts = """
    set: {a: "3"}, clear: [b], number: {register: acts, per: ever, into: data.mark}, do: [letter gone, mail head]
    """

  /// Events of states.
  static let acting = """
    \(fields)
    \(roles)
    states:
      open:
        title: {en: open, zh: 办理}
        who: office
        waits: without limit
        events:
          give: {title: {en: give, zh: 给}, who: head, needs: [a], takes: [b]}
          count: {set: {a: data.a + 1}, back: {who: office, at most: 9 days, needs: reason}}
          go:
            - {\(guards), to: half, \(acts)}
            - {\(guards.replacing("b != false", with: "b == false || data.a > 50")), to: third, \(acts)}
          auto: {when: data.a > 40, set: {a: "8"}}
          late: {after: 9 days, do: [letter late]}
          end: {to: done}
      half: {who: office, waits: without limit, events: {back: {after: 2 working days, to: open}}}
      third: {who: office, waits: without limit, events: {return: {to: open}}}
      done: {final: true}
    """

  /// Events of every state, and what it needs to say of them.
  static let anywhere = """
    \(fields)
      units: {type: list, of: unit}
    \(roles)
    states:
      open: {who: office, waits: without limit, events: {split: {needs: [units], to: work}, end: {to: done}}}
      half: {who: office, waits: without limit, events: {back: {to: open}}}
      third: {who: office, waits: without limit, events: {return: {to: open}}}
      work:
        who: office
        waits: without limit
        tracks: [{each: data.units, run: part, as: main}]
        events: {leave: {to: open}}
      done: {final: true}
    anywhere:
      give: {title: {en: give, zh: 给}, who: head, needs: [a], takes: [b]}
      befriend: {who: office, takes: [friend], back: {who: office, at most: 9 days, needs: reason}}
      go:
        - {who: office, except in: [third, done], \(guards), to: half, \(acts)}
        - {\(guards.replacing("b != false", with: "b == false || data.a > 50")), to: third, \(acts)}
      auto: {when: data.a > 40, set: {a: "8"}}
      late: {after: 9 days, do: [letter late]}
      patient: {who: office, join: all, to: open}
      send: {who: office, needs: [other], do: [signal come to data.other]}
      come: {by: signal, from: data.friend, set: {a: "5"}}
    """

  /// Signals from a case to itself.
  static let heard = """
    data: {other: {type: case}, friend: {type: case}, a: {type: int}}
    \(roles.replacing("  author: {person: data.author}", with: ""))
    states:
      open:
        who: office
        waits: without limit
        events:
          befriend: {takes: [friend]}
          send: {needs: [other], do: [signal come to data.other]}
          come: {by: signal, from: data.friend, set: {a: "5"}}
          end: {to: done}
      done: {final: true}
    """

  /// Tracks, and who waits for them.
  static let splitting = """
    data: {units: {type: list, of: unit}, helpers: {type: list, of: unit}}
    \(roles.replacing("  author: {person: data.author}", with: ""))
    states:
      open: {who: office, waits: without limit, events: {assign: {needs: [units], takes: [helpers], to: work}}}
      work:
        who: office
        waits: without limit
        tracks:
          - {each: data.units, run: part, as: main}
          - {each: data.helpers, run: part, as: co, join: none}
        events:
          finish: {to: done}
          stop: {join: none, to: done}
      done: {final: true}
    """

  static let part = workflow(
    "part",
    """
    roles: {hand: {post: hand, of: track.unit}}
    states:
      begun: {who: hand, waits: without limit, events: {do it: {to: over}}}
      over: {final: true}
    """)
}
