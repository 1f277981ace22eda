import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("Hostile files are refused before they cost anything")
struct HostileFileTests {
  struct Hostile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let code: String
  }

  private static let head = "notation: 1\nworkflow: w\nversion: 1\ncalendar: cn\ntimezone: Asia/Shanghai\n"

  static let files: [Hostile] = [
    .init(
      testDescription: "thousands of states that name states which do not exist",
      text: head + "states:\n"
        + (0..<4_000).map { "  state number \($0): {who: stat number \($0)}\n" }.joined(),
      code: "too-many"),
    .init(
      testDescription: "hundreds of states with thousands of wrong names",
      text: head + "states:\n"
        + (0..<490).map { "  state number \($0): {who: [\((0..<30).map { "r\($0)" }.joined(separator: ", "))]}\n" }
        .joined(),
      code: "too-many-errors"),
    .init(
      testDescription: "thousands of unknown keys",
      text: (0..<9_000).map { "key\($0): 1\n" }.joined(), code: "too-many-errors"),
    .init(
      testDescription: "a long list of events waited for",
      text: head + "states: {a: {}}\nclocks:\n  c: {runs: 1 day, from: state a, stops in: ["
        + String(repeating: "b,", count: 15_000) + "]}\n", code: "too-many-errors"),
    .init(
      testDescription: "a guard as long as the file",
      text: head + "roles: {o: {post: p, of: u}}\nstates: {a: {who: o, events: {e: {if: \""
        + String(repeating: "!", count: 200_000) + "true\"}}}}\n", code: "cel-"),
    .init(
      testDescription: "a guard of many brackets",
      text: head + "roles: {o: {post: p, of: u}}\nstates: {a: {who: o, events: {e: {if: \""
        + String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000) + "\"}}}}\n", code: "cel-"),
    .init(
      testDescription: "macros in macros in macros",
      text: head
        + "data: {l: {type: list, of: int}}\nroles: {o: {post: p, of: u}}\nstates: {a: {who: o, events: {e: {if: \""
        + (0..<12).map { "data.l.all(x\($0), " }.joined() + "true" + String(repeating: ")", count: 12) + "\"}}}}\n",
      code: "cel-cost"),
    .init(testDescription: "one mebibyte of spaces", text: String(repeating: " ", count: 1 << 20), code: "too-large"),
    .init(
      testDescription: "twenty thousand brackets", text: String(repeating: "[", count: 20_000), code: "too-deep"),
    .init(
      testDescription: "a hundred thousand entries", text: "[" + String(repeating: "a,", count: 100_000) + "]",
      code: "too-many-signs"),
    .init(
      testDescription: "thirty thousand entries", text: "[" + String(repeating: "a,", count: 30_000) + "]",
      code: "too-many-nodes"),
    .init(
      testDescription: "a key twice, thousands of times", text: String(repeating: "a: 1\n", count: 9_000),
      code: "duplicate-key"),
  ]

  @Test("each is refused with its code", arguments: files)
  func refused(_ hostile: Hostile) {
    let loaded = LibraryLoader().load([Workbench.file("x.yaml", hostile.text)])
    #expect(loaded.hasErrors)
    #expect(loaded.diagnostics.contains { $0.code.hasPrefix(hostile.code) }, "\(loaded.diagnostics.prefix(3))")
    #expect(loaded.diagnostics.count <= 201)
  }
}
