import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("What `moves` leaves unsaid is found before a version is published")
struct MoveCheckTests {
  struct Slip: CustomStringConvertible, Sendable {
    let description: String
    var slips: [(String, String)] = []
    var moves = ""
    /// `line code`, the lines counted up from the end of the file; the last is 1.
    let expected: [String]
  }

  private static let notice = "  notice: {at: data.fixed, stops in: [done], breach: {tell: head}}\n"
  private static let draft = "  draft: {runs: 3 working days, from: event take, stops in: [done]}\n"
  private static let worked = "  draft: {at: \"add_months(data.fixed, 1)\", stops in: [done]}\n"

  static let table: [Slip] = [
    Slip(description: "nothing is different", expected: []),
    Slip(
      description: "a state that is called otherwise", slips: [("signing", "signed")], expected: ["1 unmapped-state"]),
    Slip(
      description: "a state that is mapped", slips: [("signing", "signed")], moves: "states: {signing: signed}",
      expected: []
    ),
    Slip(
      description: "a state of no older version", moves: "states: {sigming: work}", expected: ["1 unknown-state"]),
    Slip(
      description: "a state of this version that is not there", moves: "states: {signing: x}",
      expected: ["1 unknown-state"]),
    Slip(description: "a state that ends by moving", moves: "states: {signing: done}", expected: ["1 moved-ending"]),
    Slip(description: "an end that goes on", moves: "states: {done: work}", expected: ["1 moved-ending"]),
    Slip(
      description: "a term that is another", slips: [("10 working days", "9 working days")],
      expected: ["1 undecided-clock"]),
    Slip(
      description: "a term that is another and decided", slips: [("10 working days", "9 working days")],
      moves: "clocks: {term: keep}", expected: []),
    Slip(description: "an unknown decision", moves: "clocks: {term: drop}", expected: ["1 unknown-word"]),
    Slip(description: "an unknown clock", moves: "clocks: {trem: keep}", expected: ["1 unknown-clock"]),
    Slip(description: "a clock that is gone", slips: [(notice, "")], expected: ["1 undecided-clock"]),
    Slip(
      description: "a clock that is gone cannot be kept", slips: [(notice, "")], moves: "clocks: {notice: keep}",
      expected: ["1 undecided-clock"]),
    Slip(
      description: "a clock that is gone is cancelled", slips: [(notice, "")], moves: "clocks: {notice: cancel}",
      expected: []),
    Slip(description: "a new clock", slips: [("  receipt:", draft + "  receipt:")], expected: ["1 undecided-clock"]),
    Slip(
      description: "a new clock cannot be cancelled", slips: [("  receipt:", draft + "  receipt:")],
      moves: "clocks: {draft: cancel}", expected: ["1 undecided-clock"]),
    Slip(
      description: "a new clock that fields give cannot wait", slips: [("  receipt:", worked + "  receipt:")],
      moves: "clocks: {draft: keep}", expected: ["1 undecided-clock"]),
    Slip(
      description: "a kept date whose field is another",
      slips: [
        ("{at: data.fixed", "{at: data.other"), ("fixed: {type", "other: {type"), ("[size, fixed", "[size, other"),
      ],
      moves: "clocks: {notice: keep}\nclear: fixed", expected: ["2 undecided-clock"]),
    Slip(
      description: "a date whose field is called otherwise",
      slips: [
        ("{at: data.fixed", "{at: data.other"), ("fixed: {type", "other: {type"), ("[size, fixed", "[size, other"),
      ],
      moves: "data: {fixed: other}", expected: []),
    Slip(description: "another time zone", slips: [("Asia/Shanghai", "Europe/London")], expected: ["1 bad-move"]),
    Slip(
      description: "a field that becomes unique", slips: [("size: {type: text}", "size: {type: text, unique: true}")],
      expected: ["1 bad-move"]),
    Slip(
      description: "a field that is gone", slips: [("size: {type: text}, ", ""), ("[size, fixed", "[fixed")],
      expected: ["1 unmapped-field"]),
    Slip(
      description: "a field that is gone and given up",
      slips: [("size: {type: text}, ", ""), ("[size, fixed", "[fixed")],
      moves: "clear: size", expected: []),
    Slip(description: "a field that nobody knows is given up", moves: "clear: sise", expected: ["1 unknown-field"]),
    Slip(description: "two fields that become one", moves: "data: {size: subject}", expected: ["1 bad-move"]),
    Slip(
      description: "a field of no older version", moves: "data: {sise: subject}",
      expected: ["1 bad-move", "1 unknown-field"]),
    Slip(
      description: "a field renamed and given up", moves: "data: {size: subject}\nclear: size",
      expected: ["2 bad-move"]),
    Slip(description: "an unknown key", moves: "clock: {}", expected: ["1 unknown-key"]),
  ]

  private func load(_ texts: [String]) -> LibraryLoader.Loaded {
    let files = texts.enumerated().map { Workbench.file("\($0.offset).yaml", $0.element) }
    return LibraryLoader().load(files + [Workbench.file("plain.yaml", Rehearsal.calendar)])
  }

  @Test("each slip is found at its place", arguments: table)
  func slips(_ slip: Slip) throws {
    let second = try Removal.second(slip.slips, moves: slip.moves)
    let lines = second.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    let found = load([Removal.first, second, Definitions.part]).diagnostics.filter {
      $0.file == "1.yaml" && $0.code != "missing-label" && $0.code != "untimed-wait"
    }
    #expect(found.map { "\(lines - $0.location.line + 1) \($0.code)" } == slip.expected, "\(found)")
  }

  @Test("a version that is wrong about its cases is not used, and one whose older versions are elsewhere is")
  func use() throws {
    let wrong = try Removal.second(moves: "states: {sigming: work}")
    let loaded = load([Removal.first, wrong, Definitions.part])
    #expect(loaded.library.latest("errand")?.reference.version == 1)
    let alone = load([try Removal.second(), Definitions.part])
    #expect(alone.diagnostics.contains { $0.code == "unchecked-moves" && $0.severity == .warning })
    #expect(alone.library.latest("errand")?.moves == Moves(from: [1]))
  }

  @Test("cases move from older versions only", arguments: ["2", "[1, 3]", "[1, 1]", "0", "one", "[]", "{}"])
  func versions(_ from: String) throws {
    let text = try Removal.second().replacing("from: 1\n", with: "from: \(from)\n")
    let found = load([Removal.first, text, Definitions.part]).diagnostics.filter { $0.severity == .error }
    #expect(!found.isEmpty)
  }

  @Test(
    "the example on each page is version 2 of the page's request, and its cases move",
    arguments: NotationPage.examples.filter { $0.text.hasPrefix("version: 2\n") })
  func page(_ example: NotationPage.Example) throws {
    let before = NotationPage.complete(beside: example).map(\.text)
    let all = before + NotationPage.files(with: example).filter { $0.contains("workflow: request\n") }
    let loaded = load(all)
    #expect(loaded.diagnostics.filter { $0.file == "\(before.count).yaml" } == [])
    for seed: UInt64 in 0..<20 {
      var walk = try RandomWalk(before, opening: "request", seed: seed)
      walk.run(steps: 15)
      walk.story.library = loaded.library
      let isOver = walk.story.current?.root.isEnded ?? true
      let refusal = walk.story.move(to: "request")
      guard refusal == nil else {
        #expect(isOver)
        continue
      }
      #expect(walk.story.current?.root.workflow.version == 2)
      walk.run(steps: 15)
      walk.expectSound()
    }
  }
}
