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
}
