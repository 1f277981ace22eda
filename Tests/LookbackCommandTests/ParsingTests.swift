import ArgumentParser
import Testing

@testable import lookback

@Suite("a command line") struct ParsingTests {
  @Test("means the command that is named, with the values that were typed", arguments: ParsedLine.all)
  func accepted(parsed: ParsedLine) throws {
    let command = try Lookback.parseAsRoot(parsed.line.split(separator: " ").map(String.init))
    #expect(type(of: command) == parsed.type)
    #expect(parsed.holds(command), "\(command)")
  }

  @Test("is tried of every command")
  func complete() {
    let tried = Set(ParsedLine.all.map { String(describing: $0.type) })
    let all = Set(CommandTree.leaves.map { String(describing: $0.type) })
    #expect(tried == all)
  }

  @Test(
    "that cannot be meant is refused as wrong usage, with words that say what to write",
    arguments: [
      ("nothing", "Unexpected argument 'nothing'"), ("case open", "Missing expected argument '<workflow>'"),
      ("case show", "Missing expected argument '<reference>'"), ("case show 1 2", "Unexpected argument '2'"),
      ("case list --limit many", "The value 'many' is invalid for '--limit <limit>'"),
      ("case list --overdu", "Unknown option '--overdu'. Did you mean '--overdue'?"),
      ("case whatif 7", "Missing expected argument '--until <until>'"), ("report", "Missing expected argument '--year"),
      ("report --year two", "The value 'two' is invalid"),
      ("do --ended --running close", "--ended and --running exclude each other"),
      ("do 7 close --after 3", "--after is for many cases"),
      ("post list --csv --json", "--csv and --json exclude each other"),
      ("workflow check --absent 4 --staff x", "--absent is a number from 0 to 3: found 4"),
      ("workflow check --absent 1", "add --staff FILE"),
      ("workflow graph w --format gif", "The value 'gif' is invalid"),
      ("import f --encoding latin1", "The value 'latin1' is invalid"), ("deadline compute", "add --jsonl"),
      ("calendar show cn 10000", "years run from 1 to 9999"),
      ("calendar days cn --from x --to y", "The value 'x' is invalid"),
      ("guard eval", "give one expression"), ("guard eval 1 --jsonl", "give one expression"),
      ("guard eval --jsonl --bind x=1", "bindings stand in each line"), ("token revoke x", "The value 'x' is invalid"),
      ("can 7 --office A", "found the office \"A\", expected at most 20 lower-case letters"),
      ("can 7 --office A --lang zh", "办公室名称“A”不合要求"), ("can 7 --office public", "neither public"),
    ])
  func refused(line: String, words: String) throws {
    let arguments = line.split(separator: " ").map(String.init)
    let error = #expect(throws: (any Error).self) { try Lookback.parseAsRoot(arguments) }
    guard let error else { return }
    #expect(Lookback.exitCode(for: error) == .validationFailure)
    #expect(Lookback.message(for: error).contains(words), "\(Lookback.message(for: error))")
  }

  @Test("that names no command leads to the help of all", arguments: [[], ["case"], ["workflow"], ["person"]])
  func helped(words: [String]) throws {
    var command = try Lookback.parseAsRoot(words)
    let error = #expect(throws: (any Error).self) { try command.run() }
    #expect(error.map { Lookback.fullMessage(for: $0).hasPrefix("OVERVIEW: ") } == true)
  }
}
