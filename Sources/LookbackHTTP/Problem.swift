import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackTime

/// Why a request was not done, in the form of RFC 9457.
struct Problem: Error, Sendable {
  var status: Int
  /// The code of the kind of problem, which does not change; it is the last part of `type`, an address of the API.
  var code: String
  var title: String
  var detail: String
  /// Title and detail in Chinese; nil where users of the command line do not meet the problem.
  var chinese: (title: String, detail: String)?
  /// After how many seconds it is worth trying again; nil if that is not known.
  var retryAfter: Int64?
  /// The places of the request that are wrong.
  var errors: [ProblemPlace] = []
  /// Further members, such as `known`.
  var more: [JSON.Member] = []

  init(_ status: Int, _ code: String, _ title: String, _ detail: String, more: [JSON.Member] = []) {
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
    self.more = more
  }

  /// Makes a problem whose title and detail are pairs, English first.
  init(
    _ status: Int, _ code: String, _ title: (String, String), _ detail: (String, String), more: [JSON.Member] = []
  ) {
    self.init(status, code, title.0, detail.0, more: more)
    chinese = (title.1, detail.1)
  }

  /// Returns the problem in this language, or in English if it has no Chinese.
  func said(in language: Language) -> Problem {
    guard language == .chinese, let chinese else { return self }
    var said = self
    (said.title, said.detail) = chinese
    said.errors = errors.map { $0.said(in: language) }
    return said
  }

  var json: JSON {
    .object(
      [
        JSON.Member(name: "type", value: .string(ProblemKind.address(of: code))),
        JSON.Member(name: "title", value: .string(title)), JSON.Member(name: "status", value: .int(Int64(status))),
        JSON.Member(name: "detail", value: .string(detail)), JSON.Member(name: "code", value: .string(code)),
      ] + (errors.isEmpty ? [] : [JSON.Member(name: "errors", value: .array(errors.map(\.json)))]) + more)
  }
}

extension JSON.Member {
  static func texts(_ name: String, _ texts: [String]) -> JSON.Member {
    JSON.Member(name: name, value: .texts(texts))
  }

  static func text(_ name: String, _ text: String) -> JSON.Member { JSON.Member(name: name, value: .string(text)) }
}
