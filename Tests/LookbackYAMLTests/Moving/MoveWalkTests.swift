import LookbackCEL
import LookbackCore
import LookbackTime
import SeededTesting
import Testing

@Suite("Random lives that change versions")
struct MoveWalkTests {
  /// A definition, the workflow that moves, and its second version.
  struct Change: CustomStringConvertible, Sendable {
    let description: String
    let files: [String]
    let opens: String
    let moves: String
    let second: String
  }

  private static func second(_ text: String, _ slips: [(String, String)], _ moves: String) -> String {
    slips.reduce(text.replacing("version: 1\n", with: "version: 2\n")) { $0.replacing($1.0, with: $1.1) } + "\n" + moves
  }

  static let changes: [Change] = [
    Change(
      description: "clocks that are counted otherwise", files: [Definitions.clocks], opens: "timed", moves: "timed",
      second: second(
        Definitions.clocks,
        [
          ("10 working days", "12 working days"), ("open:\n", "busy:\n"), ("to: open", "to: busy"),
          ("{before: 2 working days, tell: liaison}", "{before: 4 working days, tell: head}"),
        ],
        "moves: {from: 1, states: {open: busy}, clocks: {answer: recompute}}")),
    Change(
      description: "clocks that are kept", files: [Definitions.clocks], opens: "timed", moves: "timed",
      second: second(
        Definitions.clocks,
        [
          ("10 working days", "1 month"),
          ("add_working_days(data.received, data.span)", "add_months(data.received, data.span)"),
          ("pauses on: [ask]", "pauses in: [other]\n    pauses on: [ask]"),
        ],
        "moves: {from: 1, clocks: {answer: keep, worked out: keep}}")),
    Change(
      description: "clocks that are gone", files: [Definitions.clocks], opens: "timed", moves: "timed",
      second: second(
        Definitions.clocks,
        [
          (
            "  worked out:\n    at: \"add_working_days(data.received, data.span)\"\n    stops in: [done]\n    breach: {mark: late, tell: head}\n",
            "  other: {runs: 1 month, from: event receive, stops in: [done], breach: {tell: head}}\n"
          )
        ],
        "moves: {from: 1, clocks: {worked out: cancel, other: recompute}}")),
    Change(
      description: "an approval under way", files: [Definitions.approval], opens: "signed", moves: "signed",
      second: second(
        Definitions.approval,
        [
          ("text: {type: text, max: 100}", "body: {type: text, max: 100}"), ("[text]", "[body]"),
          ("data.text", "data.body"), ("signing", "review"),
        ],
        "moves: {from: 1, states: {signing: review}, data: {text: body}}")),
    Change(
      description: "another approval", files: [Definitions.approval], opens: "signed", moves: "signed",
      second: second(Definitions.approval, [("ask: checker", "ask: proofreader")], "moves: {from: 1}")),
    Change(
      description: "tracks", files: [Definitions.shared, Definitions.part], opens: "shared", moves: "part",
      second: second(
        Definitions.part, [("open", "busy"), ("5 days", "9 days")],
        "moves: {from: 1, states: {open: busy}, clocks: {act: recompute}}")),
    Change(
      description: "the case around tracks", files: [Definitions.shared, Definitions.part], opens: "shared",
      moves: "shared",
      second: second(
        Definitions.shared, [("working", "at work"), ("as: main}", "as: main, join: none}")],
        "moves: {from: 1, states: {working: at work}}")),
  ]

  @Test("at any point: moved or refused as it was, sound afterwards, and replayed to the same case", arguments: 0..<30)
  func walks(seed: UInt64) throws {
    for change in Self.changes {
      var walk = try RandomWalk(change.files, opening: change.opens, seed: seed)
      walk.run(steps: 1 + Int(seed) % 25)
      walk.story.library = try Rehearsal(change.files + [change.second]).library
      let before = walk.story
      switch walk.story.move(to: change.moves) {
      case nil: try expectMoved(walk.story, change.moves)
      case .nothingToMove, .cannotMove:
        #expect(walk.story.current == before.current && walk.story.history == before.history)
      case let other?: Issue.record("\(change): \(other)")
      }
      walk.expectSound()
      walk.run(steps: 40)
      walk.expectSound()
    }
  }

  private func expectMoved(_ story: Rehearsal, _ name: String) throws {
    let current = try #require(story.current)
    #expect(story.history.contains { $0.name == "moved" })
    for track in current.tracks where track.workflow.name == name {
      #expect(track.workflow.version == 2)
      #expect(story.library.workflow(track.workflow)?.state(track.state) != nil)
    }
    let past = current.timers(in: story.library).filter { $0.due <= story.moment && $0.key.contains(":remind:") }
    #expect(past.isEmpty, "a reminder of before the move waits to be sent")
  }

  @Test("a version that says the same moves a case and changes nothing else", arguments: 0..<20)
  func same(seed: UInt64) throws {
    let kinds = [
      ("shared", [Definitions.shared, Definitions.part]), ("timed", [Definitions.clocks]),
      ("signed", [Definitions.approval]),
    ]
    for (name, files) in kinds {
      var walk = try RandomWalk(files, opening: name, seed: seed)
      walk.run(steps: 30)
      let (library, before) = (walk.story.library, try #require(walk.story.current))
      guard !before.root.isEnded, !before.timers(in: library).contains(where: { $0.due <= walk.story.moment }) else {
        continue
      }
      walk.story.library = try Rehearsal(files + [Self.second(files[0], [], "moves: {from: 1}")]).library
      let seen = walk.story.history.count
      try walk.story.submit(.move(to: WorkflowReference(name: name, version: 2), definition: []), by: .engine)
      let after = try #require(walk.story.current)
      #expect(walk.story.history[seen...].map(\.name) == ["moved"])
      #expect(before.dateChanges(to: after, in: walk.story.library) == [])
      #expect(Set(before.timers(in: library)) == Set(after.timers(in: walk.story.library)))
      #expect(before.workItems(in: library).map(\.kind) == after.workItems(in: walk.story.library).map(\.kind))
      var expected = before
      expected.sequence += 1
      expected.tracks[0].workflow = WorkflowReference(name: name, version: 2)
      expected.tracks[0].marks["moved"] = after.root.marks["moved"]
      #expect(after == expected)
    }
  }

  @Test("the walks come to moves of every kind, and to refusals")
  func coverage() throws {
    var (moved, refused): (Set<String>, Set<String>) = ([], [])
    for seed: UInt64 in 0..<30 {
      for change in Self.changes {
        var walk = try RandomWalk(change.files, opening: change.opens, seed: seed)
        walk.run(steps: 1 + Int(seed) % 25)
        walk.story.library = try Rehearsal(change.files + [change.second]).library
        switch walk.story.move(to: change.moves) {
        case nil: moved.insert(change.description)
        case .cannotMove: refused.insert(change.description)
        default: break
        }
      }
    }
    #expect(moved == Set(Self.changes.map(\.description)))
    #expect(refused.contains("another approval"))
  }

  @Test("the shipped workflows move to a version that says the same", arguments: 0..<6)
  func shipped(seed: UInt64) throws {
    let files = try RandomWalkTests.shipped()
    for name in ["recommendation", "handling"] {
      var walk = try RandomWalk(files, opening: "recommendation", seed: seed)
      walk.run(steps: 40)
      let text = try #require(files.first { $0.contains("\nworkflow: \(name)\n") })
      walk.story.library = try Rehearsal(files + [Self.second(text, [], "moves: {from: 1}")]).library
      _ = walk.story.move(to: name)
      walk.expectSound()
      walk.run(steps: 40)
      walk.expectSound()
    }
  }
}

extension Rehearsal {
  /// Moves the case to the second version of a workflow; what refused it.
  mutating func move(to name: String) -> Rejection? {
    do throws(Rejection) {
      try submit(.move(to: WorkflowReference(name: name, version: 2), definition: [7]), by: .engine)
      return nil
    } catch { return error }
  }
}
