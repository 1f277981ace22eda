import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@testable import LookbackStore

/// The digest is stored with each command, so its text must not change from one version to the next.
@Suite("what tells a repetition from another request") struct CommandContentTests {
  private static func command(_ request: Command.Request, on day: CivilDate? = nil) -> Command {
    Command(
      id: CommandID("c"), target: CaseID(7), request: request, actor: .person(code: "clerk", posts: []), via: "test",
      on: day)
  }

  @Test(
    "is the digest of a text that stays the same",
    arguments: [
      (command(.fire(event: "close", track: nil, data: [:])), "fire 7 close \u{1F}clerk\u{1F}"),
      (
        command(
          .fire(event: "close", track: TrackID(2), data: ["b": .int(2), "a": .string("x")]),
          on: CivilDate(days: 0)), "fire 7 close 2\u{1F}clerk\u{1F}1970-01-01\u{1F}a=\"x\"\u{1F}b=2"
      ),
      (command(.open(workflow: "matter", data: ["a": .bool(true)])), "open matter\u{1F}clerk\u{1F}\u{1F}a=true"),
      (command(.redate), "redate 7\u{1F}clerk\u{1F}"),
      (command(.timer(key: "0:k", due: Moment(microseconds: 0))), "timer 7 0:k 1970-01-01T00:00:00Z\u{1F}clerk\u{1F}"),
    ])
  func content(command: Command, text: String) {
    #expect(command.content == Digest.sha256.hash(Array(text.utf8)))
  }
}
