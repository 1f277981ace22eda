import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("Reading YAML")
struct YAMLReaderTests {
  private func codes(_ bytes: [UInt8]) -> [String] {
    do throws(InvalidDefinition) {
      _ = try YAMLReader.read(bytes: bytes, file: "x.yaml")
      return []
    } catch {
      return error.diagnostics.map { "\($0.location.line):\($0.location.column) \($0.code)" }
    }
  }

  private func codes(_ text: String) -> [String] { codes(Array(text.utf8)) }

  private func read(_ text: String) throws -> SourceNode {
    try YAMLReader.read(bytes: Array(text.utf8), file: "x.yaml")
  }

  @Test(
    "text that is not fit is refused at its place",
    arguments: [
      ("", "1:1 empty-file"), ("# nothing\n", "1:1 empty-file"), ("a: b\nc: \0", "2:4 nul-character"),
      ("a: b\n\u{7}: c", "2:1 control-character"), ("a: 1\n--- \nb: 2", "2:1 second-document"),
      ("a: {b: 1", "1:9 syntax"), ("a: 'open", "1:9 syntax"), ("? {a: 1}\n: b", "1:3 key-not-text"),
      ("建议: 1\n建议: 2", "2:1 duplicate-key"), ("{a: 1, a: 2}", "1:8 duplicate-key"),
      ("'a': 1\n\"a\": 2", "2:1 duplicate-key"), ("!!map\na: 1", "1:1 tag"), ("a: !x b", "1:4 tag"),
      ("a: &b c\nd: *b", "1:4 anchor"), ("<<: {a: 1}", "1:1 merge-key"),
      ("# x\n%YAML 1.1\n---\na: 1", "2:1 directive"),
    ])
  func unfitIsRefused(_ text: String, _ expected: String) {
    #expect(codes(text) == [expected])
  }

  @Test("bytes that are no UTF-8 are refused where they stand")
  func invalidBytesAreRefused() {
    #expect(codes(Array("a: 青".utf8) + [0xFF]) == ["1:5 invalid-utf8"])
  }

  @Test("every duplicated, tagged and anchored node of a file is reported at once")
  func allAreReported() {
    let text = "a: 1\nb: !!str 2\na: 3\nc: {d: 1, d: 2, d: 3}\ne: &f 1\n"
    #expect(codes(text) == ["2:4 tag", "3:1 duplicate-key", "4:11 duplicate-key", "4:17 duplicate-key", "5:4 anchor"])
  }

  @Test("a billion laughs are refused at the first anchor of each line, without laughing")
  func bombIsRefused() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1..<40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(codes(text).count == 40)
  }

  @Test(
    "nesting is limited to 64 levels", arguments: [(63, []), (64, ["1:65 too-deep"]), (20_000, ["1:1000 too-deep"])])
  func depthIsLimited(_ depth: Int, _ expected: [String]) {
    let found = codes(String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth))
    #expect(found.map { $0.split(separator: " ").last } == expected.map { $0.split(separator: " ").last })
  }

  @Test("a file has at most 256 KiB and 20,000 nodes")
  func sizeIsLimited() {
    #expect(codes([UInt8](repeating: 35, count: (1 << 18) + 1)) == ["1:1 too-large"])
    let items = String(repeating: "a,", count: 20_000)
    #expect(codes("[\(items)]").map { $0.hasSuffix("too-many-nodes") } == [true])
  }

  @Test("a byte order mark and CR LF change no place")
  func marksAreRight() throws {
    let node = try read("\u{FEFF}a: 1\r\n标题: {b: 省}\r\n")
    #expect(node["标题"]?["b"]?.location == SourceLocation(line: 2, column: 9))
    #expect(node.pairs?.last?.key.location == SourceLocation(line: 2, column: 1))
  }

  @Test("values follow the core schema of YAML 1.2")
  func coreSchemaHolds() throws {
    let node = try read(
      "{a: yes, b: on, c: true, d: 010, e: 0x1F, f: 0o17, g: ~, h: '1', i: 1.10, j: , k: +5, l: 'null'}")
    #expect(node["a"]?.bool == nil && node["a"]?.text == "yes" && node["b"]?.bool == nil)
    #expect(node["c"]?.bool == true)
    #expect([node["d"]?.int, node["e"]?.int, node["f"]?.int, node["k"]?.int] == [10, 31, 15, 5])
    #expect(node["g"]?.isNull == true && node["j"]?.isNull == true && node["l"]?.isNull == false)
    #expect(node["h"]?.int == nil && node["i"]?.text == "1.10")
  }

  @Test(
    "each character of a scalar knows where it stands",
    arguments: [
      ("k: abX", 1, 6), ("k: 'a''X'", 1, 8), ("k: \"a\\\"X\"", 1, 8), ("k: \"\\u9752X\"", 1, 11),
      ("k: >-\n  ab\n  cX", 3, 4),
      ("k: |\n  ab\n   X\n", 3, 4), ("k: ab\n  cX", 2, 4), ("k: ab    \n  cX", 2, 4),
      ("k: ab cX # X", 1, 8), ("k: 'ab\n  cX'", 2, 4), ("k: 青X", 1, 5),
    ])
  func charactersAreFound(_ text: String, _ line: Int, _ column: Int) throws {
    let node = try #require(try read(text)["k"])
    let value = try #require(node.text)
    let offset = try #require(Array(value.unicodeScalars).firstIndex(of: "X"))
    #expect(node.location(ofScalar: offset) == SourceLocation(line: line, column: column))
  }
}
