import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

/// A small definition in two versions, and a case of the first.
enum Removal {
  static let first = """
    notation: 1
    workflow: errand
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data: {subject: {type: text}, size: {type: text}, fixed: {type: date}, units: {type: list, of: unit}}
    roles: {office: {post: clerk, of: desk}, head: {post: head, of: desk}}
    clocks:
      term:
        runs: 10 working days
        from: event take
        stops in: [done]
        remind: [{before: 8 working days, tell: office}]
        breach: {tell: head}
      receipt: {runs: 5 working days, from: state open, stops in: [work, done]}
      notice: {at: data.fixed, stops in: [done], breach: {tell: head}}
    states:
      open: {who: office, events: {take: {takes: [size, fixed, units], to: work}}}
      work:
        who: office
        events:
          sign: {to: signing}
          share: {to: shared}
          late: {after: 15 working days, to: done}
          finish: {to: done}
      signing:
        approval: {steps: [{ask: head}, {ask: chief, of: desk}], refusal: work, due: 5 working days}
        events: {approved: {to: done}}
      shared:
        who: office
        waits: without limit
        tracks: [{each: data.units, run: part, as: main}]
        events: {back: {to: work, join: none}}
      done: {final: true}
    """

  /// The second version: the first with these texts replaced, and `moves`.
  static func second(_ slips: [(String, String)] = [], moves: String = "") throws -> String {
    var text = first.replacing("version: 1", with: "version: 2")
    for (old, new) in slips {
      try #require(text.contains(old), "the text to replace is not there: \(old)")
      text = text.replacing(old, with: new)
    }
    return text + "\nmoves:\n  from: 1\n" + moves.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  /// A case of the first version on 4 March 2024, a Monday; nothing of the second is known yet.
  static func story() throws -> Rehearsal {
    var story = try Rehearsal([first, Definitions.part])
    try story.open("errand")
    return story
  }
}

extension Rehearsal {
  /// Publishes a second version and moves the case to it.
  mutating func move(_ slips: [(String, String)] = [], moves: String = "") throws {
    library = try Rehearsal([Removal.first, Removal.second(slips, moves: moves), Definitions.part]).library
    try submit(.move(to: WorkflowReference(name: "errand", version: 2), definition: [1, 2]), by: .engine)
  }

  /// Why the case cannot move.
  mutating func obstacle(_ slips: [(String, String)] = [], moves: String = "") throws -> MoveObstacle? {
    let before = self
    do {
      try move(slips, moves: moves)
      return nil
    } catch let rejection as Rejection {
      #expect(current == before.current && history == before.history)
      guard case .cannotMove(_, let obstacle) = rejection else { throw rejection }
      return obstacle
    }
  }

  func deadline(_ clock: String) throws -> CaseDeadline {
    try #require(current?.deadlines(in: library).first { $0.clock == clock })
  }
}
