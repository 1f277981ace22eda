import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackTime

/// Why a request was not done, as RFC 9457 puts it.
struct Problem: Error, Sendable {
  var status: Int
  /// The stable code, the last part of `type`.
  var code: String
  var title: String
  var detail: String
  var more: [JSON.Member] = []

  init(_ status: Int, _ code: String, _ title: String, _ detail: String, more: [JSON.Member] = []) {
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
    self.more = more
  }

  var json: JSON {
    .object(
      [
        JSON.Member(name: "type", value: .string("urn:lookback:\(code)")),
        JSON.Member(name: "title", value: .string(title)), JSON.Member(name: "status", value: .int(Int64(status))),
        JSON.Member(name: "detail", value: .string(detail)), JSON.Member(name: "code", value: .string(code)),
      ] + more)
  }

  static func malformed(_ detail: String) -> Problem { Problem(400, "malformed", "malformed request", detail) }

  static func unavailable(_ detail: String) -> Problem {
    Problem(503, "unavailable", "not available now", detail + ": nothing was changed, try again")
  }

  static let unknownOutcome = Problem(
    503, "unknown-outcome", "outcome not known",
    "the database did not say whether the command was recorded: repeat it with the same Idempotency-Key, it is never done twice"
  )
}

extension JSON.Member {
  static func texts(_ name: String, _ texts: [String]) -> JSON.Member {
    JSON.Member(name: name, value: .texts(texts))
  }

  static func text(_ name: String, _ text: String) -> JSON.Member { JSON.Member(name: name, value: .string(text)) }
}
