import NIOCore
import NIOHTTP1

/// Problems with how a request is framed and with what its connection may take, found before anybody reads what it asks.
extension Problem {
  init(_ error: HTTPParserError) {
    switch error {
    case .headerOverflow: self = .headTooLarge
    case .invalidVersion: self = .unknownVersion
    default: self = .unreadable
    }
  }

  static let unreadable = malformed("these bytes are no request of HTTP/1.1", "这些字节不是 HTTP/1.1 请求")

  static let unknownVersion = Problem(
    505, "unknown-version", ("another version of HTTP", "HTTP 版本不符"),
    ("the daemon speaks HTTP/1.1 and HTTP/1.0", "服务使用 HTTP/1.1 与 HTTP/1.0"))

  static let headTooLarge = Problem(
    431, "head-too-large", ("headers too large", "请求头过大"),
    (
      "the address and the headers have at most \(ConversationLimits.headBytes) bytes together, "
        + "and there are at most \(ConversationLimits.headers) headers",
      "地址与请求头合计至多 \(ConversationLimits.headBytes) 字节，请求头至多 \(ConversationLimits.headers) 项"
    ))

  static let notOneHost = malformed(
    "a request of HTTP/1.1 has one `Host` header, and only one", "HTTP/1.1 请求须有且只有一项 `Host`")

  static let unknownTransferEncoding = malformed(
    "the only `Transfer-Encoding` that is known is `chunked`", "`Transfer-Encoding` 只可为 `chunked`")

  static let unknownExpectation = Problem(
    417, "unknown-expectation", ("an unknown expectation", "无法满足的要求"),
    ("the only `Expect` that is known is `100-continue`", "`Expect` 只可为 `100-continue`"))

  static let brokenBody = malformed(
    "the body ended before it was complete, or it is badly framed", "正文未完即断，或分块有误")

  static let lateHead = late(
    "the headers of a request are complete within \(limits.head.words) seconds of its first byte",
    "请求头须在首字节之后 \(limits.head.words) 秒内发完")

  static let lateBody = late(
    "a body is complete within \(limits.body.words) seconds, and a second more for every "
      + "\(limits.bytesPerSecond / 1_024) KiB that came",
    "正文须在 \(limits.body.words) 秒内发完，每收到 \(limits.bytesPerSecond / 1_024) KiB 另加一秒")

  private static func late(_ english: String, _ chinese: String) -> Problem {
    Problem(408, "too-slow", ("too slow", "过慢"), (english, chinese))
  }

  static let tooManyBodies = unavailable("too many large requests are being read", "正在读取的大请求过多")

  static let tooManyConnections = unavailable(
    "too many connections are open, all together or from this address or user",
    "打开的连接过多（合计，或来自此地址或用户）")

  // MARK: - The method and the kind of content

  static func otherMethod(_ method: String, allowed: String) -> Problem {
    Problem(
      405, "other-method", ("another method", "方法不符"),
      ("this address does not take \(method): it takes \(allowed)", "此地址不接受 \(method)，可用：\(allowed)"))
  }

  static func notInQuery(_ name: String) -> Problem {
    malformed(
      "`\(name)` stands in the body, and in the address only if the body is `text/csv`",
      "“\(name)”应写在正文中；仅当正文为 `text/csv` 时写在地址中")
  }

  static let notUTF8 = malformed("the body is not UTF-8", "正文不是 UTF-8")

  static let otherContent = Problem(
    415, "other-content", ("another kind of content", "内容类型不符"),
    ("the body is `Content-Type: application/json`", "正文须为 `Content-Type: application/json`"))

  /// - Parameter offered: the types of content in which the answer can be had.
  static func notAccepted(_ offered: [String]) -> Problem {
    Problem(
      406, "not-accepted", ("another kind of content is asked for", "所求内容类型不符"),
      (
        "the answer is \(offered.joined(separator: ", ")), which `Accept` leaves out",
        "答复为 \(offered.joined(separator: "、"))，而 `Accept` 未包括"
      ))
  }
}

/// What the words say of the limits that hold if nothing else is set.
private let limits = ConversationLimits()

extension TimeAmount {
  /// The number of whole seconds.
  fileprivate var words: String { String(nanoseconds / 1_000_000_000) }
}
