import LookbackHTTP
import LookbackJSON

/// One request as it goes over the wire, and how.
struct Shot: Sendable {
  /// What is done with the connection.
  enum Manner: Sendable {
    case whole
    /// The end is never sent, and the client goes after a moment.
    case cutOff(after: Int)
    /// In pieces, with pauses between them.
    case slow
    /// Everything is sent, and nothing more can be.
    case halfClosed
    /// The client goes before the answer comes.
    case abandoned
  }

  let name: String
  let sender: Sender
  let bytes: [UInt8]
  let manner: Manner
  let isHead: Bool
}

/// Makes requests from what the addresses declare.
struct Gunner {
  var values: Values
  let office: Office

  private static let routes = RouteShape.all

  mutating func shot(_ arena: Arena) -> (shot: Shot, place: Place) {
    let sender = values.one(of: Sender.allCases)
    let (place, introduction) = office.introduction(sender, arena)
    if values.chance(6) { return (noise(sender, introduction), place) }
    let route = values.one(of: Self.routes)
    let others = ["HEAD", "PUT", "OPTIONS", "PATCH", "TRACE", "get"]
    let method = values.chance(4) ? values.one(of: others) : route.method.rawValue
    let address = "/v1/" + path(route) + query(route)
    let body = body(route, sender)
    var lines = ["\(method) \(address) HTTP/1.1"]
    var headers = ["Host: x"] + introduction
    if !body.isEmpty || values.chance(30) { headers.append("Content-Length: \(body.count)") }
    if !body.isEmpty { headers.append("Content-Type: application/json") }
    let stray = values.chance(20) ? self.stray : nil
    if let stray { headers.append(stray) }
    if values.chance(5) {
      let missing = values.one(of: ["Host", "Content-Type", "Content-Length"])
      headers = headers.filter { !$0.hasPrefix(missing) }
    }
    lines += headers
    let head = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    return (
      Shot(
        name: "\(method) \(route.path)", sender: sender, bytes: head + body,
        manner: manner(head.count + body.count, stray),
        isHead: method == "HEAD"), place
    )
  }

  private mutating func manner(_ count: Int, _ stray: String?) -> Shot.Manner {
    // What is never complete is waited for until its time is over.
    if let stray, stray.hasPrefix("Content-Length") || stray.hasPrefix("Transfer-Encoding"), values.chance(98) {
      return .halfClosed
    }
    return switch Int.random(in: 0..<200, using: &values.random) {
    case 0: .cutOff(after: Int.random(in: 0...count, using: &values.random))
    case 1: .slow
    case 2, 3: .halfClosed
    case 4, 5: .abandoned
    default: .whole
    }
  }

  private mutating func path(_ route: RouteShape) -> String {
    route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard part.hasPrefix(":") else { return String(part) }
      return encoded(part == ":ref" && values.chance(70) ? values.one(of: office.cases) : values.text(upTo: 300))
    }.joined(separator: "/")
  }

  private mutating func query(_ route: RouteShape) -> String {
    var parts: [String] = []
    for key in route.query where key.isNeeded || values.chance(30) {
      let value =
        switch values.chance(70) ? values.fitting(key.shape) : values.wrong(.null) {
        case .string(let text): text
        case let other: other.description
        }
      parts.append("\(key.name)=\(encoded(String(value.prefix(2_000))))")
    }
    if values.chance(5) { parts.append(values.one(of: ["nobody-knows=1", "limit=1&limit=1", "%zz", "=", "&&"])) }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  private mutating func body(_ route: RouteShape, _ sender: Sender) -> [UInt8] {
    guard let shape = route.body else { return values.chance(10) ? Array("{\"a\":1}".utf8) : [] }
    var json = values.fitting(shape)
    if route.path == "clock", sender.isAdministrator { json = nearby(json) }
    if values.chance(50) { json = values.wrong(json) }
    let text = json.description
    switch Int.random(in: 0..<40, using: &values.random) {
    case 0: return Array(text.utf8.dropLast())
    case 1: return Array(("\u{FEFF}" + text).utf8)
    case 2: return Array(text.utf8) + [0xFF, 0xC0, 0xAF]
    case 3: return []
    case 4: return Array((String(repeating: "[", count: 100) + text).utf8)
    case 5: return Array(repeating: 0x20, count: values.one(of: [70_000, 1_100_000])) + Array(text.utf8)
    default: return Array(text.utf8)
    }
  }

  /// The test clock is moved by days: after ages every case would be over.
  private mutating func nearby(_ json: JSON) -> JSON {
    let (day, hour) = (Int.random(in: 0...4, using: &values.random), Int.random(in: 0...9, using: &values.random))
    return .members(["to": .string("2019-01-2\(day)T0\(hour):00:00Z")])
  }

  private var stray: String {
    mutating get {
      let value = values.text(upTo: 200).filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" && $0 != "\0" }
      return values.one(of: [
        "Idempotency-Key: \(value)", "If-Match: \(value)", "If-Match: \"1\"", "Accept-Language: \(value)",
        "Accept-Language: zh", "Accept: \(value)", "Accept: text/html", "Lookback-As: \(value)",
        "Authorization: \(value)",
        "Content-Type: text/plain", "Expect: 100-continue", "Expect: \(value)", "Transfer-Encoding: chunked",
        "Connection: close", "Content-Length: 3", "Prefer: \(value)", "Prefer: ;", "Prefer: respond-async",
        "Content-Type: text/csv", "Content-Type: text/csv; charset=\(value)", "Content-Type: ;",
        "X-Forwarded-For: 1.2.3.4",
      ])
    }
  }

  /// Bytes that are hardly a request.
  private mutating func noise(_ sender: Sender, _ introduction: [String]) -> Shot {
    let who = (["Host: x"] + introduction).joined(separator: "\r\n")
    let chunked = "POST /v1/cases HTTP/1.1\r\n\(who)\r\nContent-Type: application/json\r\nTransfer-Encoding: "
    let texts = [
      chunked + "chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n", chunked + "chunked\r\n\r\n-1\r\n",
      chunked + "xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      chunked + "chunked\r\n\r\nffffffffffffffffff\r\n", chunked + "chunked\r\n\r\n2\n{}\n0\n\n",
      chunked + "chunked\r\n\r\n2\r\n{}\r\n0\r\nX: y\r\n\r\n", chunked + "chunked\r\nContent-Length: 2\r\n\r\n{}",
      "GET /v1/health HTTP/1.0\r\n\r\n", "GET /v1/health HTTP/1.1\r\n\r\n",
      "GET /v1/health HTTP/2.0\r\nHost: x\r\n\r\n",
      "GET /v1/health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
      "GET /v1/health HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n", "GET  /v1/health HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http://x/v1/health HTTP/1.1\r\nHost: x\r\n\r\n", "GET //v1//health HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /v1/health?%zz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /v1/cases/%ff%fe HTTP/1.1\r\n\(who)\r\n\r\n",
      "GET /" + String(repeating: "a", count: 40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /v1/health HTTP/1.1\r\nHost: x\r\n" + String(repeating: "a: b\r\n", count: 300) + "\r\n",
      "POST /v1/cases HTTP/1.1\r\n\(who)\r\nContent-Length: 99999999\r\nContent-Type: application/json\r\n\r\n{}",
      "POST /v1/cases HTTP/1.1\r\n\(who)\r\nContent-Length: -1\r\n\r\n{}", "\r\n\r\n\r\n", "GET\r\n\r\n",
      "\u{0}\u{0}\u{0}",
      String(repeating: "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n", count: 30),
    ]
    let text = values.one(of: texts)
    // What is never complete is waited for until its time is over.
    let manner: Shot.Manner = values.chance(5) ? .whole : values.one(of: [.halfClosed, .abandoned])
    return Shot(
      name: "noise \(text.prefix(24).debugDescription)", sender: sender, bytes: Array(text.utf8), manner: manner,
      isHead: false)
  }

  private func encoded(_ text: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    let digits = Array("0123456789ABCDEF")
    return String(
      text.utf8.flatMap { byte -> [Character] in
        plain.contains(byte) ? [Character(UnicodeScalar(byte))] : ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      })
  }
}
