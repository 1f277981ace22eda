import Foundation
import HostileTexts
import Testing

@Suite("Guards are tried out from the command line")
struct GuardEvalTests {
  /// A question, as a line of standard input, and the line that answers it.
  static let lines: [(question: String, answer: String)] = [
    (
      #"{"expr": "x + 1", "bindings": {"x": {"t": "int", "v": "9223372036854775806"}}}"#,
      #"{"value":{"t":"int","v":"9223372036854775807"}}"#
    ),
    (#"{"expr": "x + 1", "bindings": {"x": {"t": "int", "v": 1}}}"#, "error"),
    (#"{"expr": "1 / 0"}"#, #"{"error":"division by zero"}"#),
    (#"{"expr": "1 +"}"#, #"{"error":"expected a value, found the end"}"#),
    ("not JSON", "error"), ("", "error"), ("[1]", "error"), (#"{"bindings": {}}"#, "error"),
    (#"{"expr": "true || x"}"#, #"{"value":{"t":"bool","v":true}}"#),
    (#"{"expr": "1.0 / 0.0"}"#, #"{"value":{"t":"double","v":"Infinity"}}"#),
    (
      #"{"expr": "[-d, d / d, 1.5, 1e300]", "bindings": {"d": {"t": "double", "v": "Infinity"}}}"#,
      #"{"value":{"t":"list","v":[{"t":"double","v":"-Infinity"},{"t":"double","v":"NaN"},{"t":"double","v":1.5},"#
        + #"{"t":"double","v":1e+300}]}}"#
    ),
    (
      #"{"expr": "m", "bindings": {"m": {"t": "map", "v": [[{"t": "string", "v": "b"}, {"t": "null"}], "#
        + #"[{"t": "bool", "v": true}, {"t": "list", "v": []}], [{"t": "int", "v": "-3"}, {"t": "date", "v": "2020-08-12"}]]}}}"#,
      #"{"value":{"t":"map","v":[[{"t":"bool","v":true},{"t":"list","v":[]}],"#
        + #"[{"t":"int","v":"-3"},{"t":"date","v":"2020-08-12"}],[{"t":"string","v":"b"},{"t":"null"}]]}}"#
    ),
    (
      #"{"expr": "d - duration('1s')", "bindings": {"d": {"t": "duration", "seconds": "0", "nanos": -500000000}}}"#,
      #"{"value":{"t":"duration","seconds":"-1","nanos":-500000000}}"#
    ),
    (
      #"{"expr": "t + duration('-1ns')", "bindings": {"t": {"t": "timestamp", "seconds": "0", "nanos": 0}}}"#,
      #"{"value":{"t":"timestamp","seconds":"-1","nanos":999999999}}"#
    ),
    (
      #"{"expr": "s + '\\x00'", "bindings": {"s": {"t": "string", "v": "\u0000a"}}}"#,
      #"{"value":{"t":"string","v":"\u0000a\u0000"}}"#
    ),
    (#"{"expr": "a.b", "bindings": {"a.b": {"t": "string", "v": "人\"\n"}}}"#, #"{"value":{"t":"string","v":"人\"\n"}}"#),
  ]

  @Test("a line of JSON is answered by a line, in order, and a bad one stops nothing")
  func lines() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let questions = folder.appending(path: "questions")
    try Data(Self.lines.map { $0.question + "\n" }.joined().utf8).write(to: questions)
    let ended = try await run("exec \"$0\" guard eval --jsonl < \"$1\"", [questions.path], in: folder)
    let answers = ended.output.split(separator: "\n")
    #expect(ended.status == 0)
    try #require(answers.count == Self.lines.count)
    for (line, answer) in zip(Self.lines, answers) {
      if line.answer == "error" {
        #expect(answer.hasPrefix(#"{"error":""#), "\(line.question)")
      } else {
        #expect(answer == line.answer)
      }
    }
  }

  @Test("a hostile line is answered by an error, and the next line as if it were the first", arguments: HostileText.all)
  func hostile(_ text: HostileText) async throws {
    guard text.kind == .guardLines else { return }
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let questions = folder.appending(path: "questions")
    try Data(text.bytes + Array("\n{\"expr\": \"1\"}\n".utf8)).write(to: questions)
    // The kernel ends it after 20 seconds of CPU time, and refuses it more than a gigabyte of addresses.
    let limited = "ulimit -t 20 -v 1000000; exec \"$0\" guard eval --jsonl < \"$1\""
    let ended = try await run(limited, [questions.path], in: folder)
    let answers = ended.output.split(separator: "\n")
    try #require(answers.count == 2, "ended with \(ended.status)")
    #expect(answers[0].hasPrefix("{\"") && answers[0].utf8.count < 2_000)
    #expect(answers[1] == #"{"value":{"t":"int","v":"1"}}"#)
  }

  @Test("an answer comes at once, before the next line is there")
  func atOnce() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // Each next line is written only when the answer to the one before has been read.
    let script = #"""
      mkfifo "$1/in" "$1/out"
      "$0" guard eval --jsonl < "$1/in" > "$1/out" &
      exec 3> "$1/in" 4< "$1/out"
      for number in 1 2 3; do
        echo "{\"expr\": \"$number\"}" >&3
        read -r answer <&4
        echo "$answer"
      done
      """#
    let ended = try await run(script, [folder.path], in: folder)
    let wanted = (1...3).map { #"{"value":{"t":"int","v":"\#($0)"}}"# + "\n" }.joined()
    #expect(ended.output == wanted)
  }

  @Test("a person gives one expression and plain JSON, and is shown where it is wrong")
  func person() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let eval = #"exec "$0" guard eval "$@""#
    let good = try await run(
      eval, ["size(data.units) + n", "--bind", #"data={"units": ["a", "b"]}"#, "--bind", "n=3"], in: folder)
    #expect(good.output == "5\n")
    let json = try await run(eval, ["--json", "[1.5, null]"], in: folder)
    #expect(json.output == #"{"value":{"t":"list","v":[{"t":"double","v":1.5},{"t":"null"}]}}"# + "\n")
    let bad = try await run(eval, ["'人' + 1u"], in: folder)
    #expect(bad.status == 1)
    #expect(bad.errors.hasSuffix("'人' + 1u\n       ^\n"))
    let failed = try await run(eval, ["x > 1", "--bind", "x=null"], in: folder)
    #expect(failed.status == 1)
    #expect(failed.errors == "error: x is not set\n")
    #expect(try await run(eval, ["1", "--bind", "x"], in: folder).status == 2)
    #expect(try await run(eval, [], in: folder).status == 2)
  }

  private func run(_ script: String, _ arguments: [String], in folder: URL) async throws -> Program.Ending {
    let program = try Built.path(of: "lookback")
    return try await Program.start("/bin/sh", ["-c", script, program] + arguments, in: folder).ending()
  }

  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "guards-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
