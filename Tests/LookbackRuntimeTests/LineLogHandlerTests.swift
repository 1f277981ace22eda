import Logging
import LookbackTime
import Testing

@testable import LookbackRuntime

@Suite struct LineLogHandlerTests {
  private let moment = Moment(microseconds: 1_000_001)

  @Test("a value can neither end its line nor its field")
  func valuesAreEscaped() {
    let json = LineLogHandler(label: "engine", level: .info, format: .json, hasPriorities: false)
    #expect(
      json.line(.info, "done", ["case": "a\"b\nc\u{1b}"], at: moment)
        == #"{"at":"1970-01-01T00:00:01.000001Z","level":"info","from":"engine","message":"done","case":"a\"b\nc\u001b"}"#
    )
    let logfmt = LineLogHandler(label: "engine", level: .info, format: .logfmt, hasPriorities: true)
    #expect(
      logfmt.line(.error, "not done", ["a": "x=1", "b": "建议"], at: moment)
        == #"<3>at=1970-01-01T00:00:01.000001Z level=error from=engine message="not done" a="x=1" b=建议"#)
  }

  @Test("a value is cut when it is long, and what a terminal would obey in it is shown", arguments: [false, true])
  func longAndObeyed(isJSON: Bool) {
    let handler = LineLogHandler(label: "engine", level: .info, format: isJSON ? .json : .logfmt, hasPriorities: false)
    let long = handler.line(.info, "done", ["id": .string(String(repeating: "编", count: 300_000))], at: moment)
    #expect(long.utf8.count < 1_300 && long.contains("编… (900000 bytes)"))
    let turned = handler.line(.info, "done", ["name": "a\u{202E}b\u{2066}c\u{85}d\u{200F}"], at: moment)
    #expect(turned.contains("a<U+202E>b<U+2066>c") && turned.contains("<U+200F>"), "\(turned)")
    #expect(!turned.unicodeScalars.contains { [0x85, 0x202E, 0x2066, 0x200F].contains($0.value) })
  }
}
