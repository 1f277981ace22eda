import NIOHTTP1

/// What the first lines of a request say about how it is framed, before anybody reads what it asks.
struct RequestHead {
  private let head: HTTPRequestHead

  init(_ head: HTTPRequestHead) { self.head = head }

  /// Why the request cannot be taken; nil if it can.
  var problem: Problem? {
    let hosts = head.headers["Host"].count
    if hosts > 1 || hosts == 0 && !isOld { return .notOneHost }
    let codings = head.headers["Transfer-Encoding"]
    if !codings.isEmpty, codings.map({ $0.lowercased() }) != ["chunked"] { return .unknownTransferEncoding }
    let expected = head.headers["Expect"]
    if !expected.isEmpty, expected.map({ $0.lowercased() }) != ["100-continue"] { return .unknownExpectation }
    return nil
  }

  /// Whether the request is of HTTP/1.0, whose clients may not know chunks and connections that stay open.
  var isOld: Bool { head.version.minor == 0 }

  /// Whether nothing can follow the request on its connection.
  var isLast: Bool { isOld || !head.isKeepAlive || head.method == .CONNECT || head.headers.contains(name: "Upgrade") }

  var language: String? { head.headers.first(name: "Accept-Language") }
}
