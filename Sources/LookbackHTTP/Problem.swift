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
  /// Title and detail for readers of Chinese, where the problem is one that the command line's users meet.
  var chinese: (title: String, detail: String)?
  var more: [JSON.Member] = []

  init(_ status: Int, _ code: String, _ title: String, _ detail: String, more: [JSON.Member] = []) {
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
    self.more = more
  }

  /// Title and detail as pairs, English first.
  init(
    _ status: Int, _ code: String, _ title: (String, String), _ detail: (String, String), more: [JSON.Member] = []
  ) {
    self.init(status, code, title.0, detail.0, more: more)
    chinese = (title.1, detail.1)
  }

  func said(in language: Language) -> Problem {
    guard language == .chinese, let chinese else { return self }
    var said = self
    (said.title, said.detail) = chinese
    return said
  }

  var json: JSON {
    .object(
      [
        JSON.Member(name: "type", value: .string("urn:lookback:\(code)")),
        JSON.Member(name: "title", value: .string(title)), JSON.Member(name: "status", value: .int(Int64(status))),
        JSON.Member(name: "detail", value: .string(detail)), JSON.Member(name: "code", value: .string(code)),
      ] + more)
  }
}

extension JSON.Member {
  static func texts(_ name: String, _ texts: [String]) -> JSON.Member {
    JSON.Member(name: name, value: .texts(texts))
  }

  static func text(_ name: String, _ text: String) -> JSON.Member { JSON.Member(name: name, value: .string(text)) }
}
