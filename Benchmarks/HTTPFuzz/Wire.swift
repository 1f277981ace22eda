import Glibc

/// Where the daemon listens.
enum Place: Sendable {
  case socket(String)
  case tcp(Int)
}

/// What came back, and how long it took.
enum Reply {
  case answer(Answer)
  /// The daemon closed without an answer.
  case closed
  /// Nothing came in time.
  case nothing

  struct Answer {
    let status: Int
    /// By their names in small letters; of several of one name, the last.
    let headers: [String: String]
    let body: [UInt8]
  }
}

/// One connection on which bytes are sent as no well-behaved client would.
final class Wire {
  private let descriptor: Int32

  /// nil if nobody takes the connection.
  init?(_ place: Place, seconds: Int) {
    switch place {
    case .socket(let path):
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
      guard Self.connected(descriptor, &address) else { return nil }
    case .tcp(let port):
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = UInt16(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      guard Self.connected(descriptor, &address) else { return nil }
    }
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  private static func connected<Address>(_ descriptor: Int32, _ address: inout Address) -> Bool {
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
    if code != 0 { close(descriptor) }
    return code == 0
  }

  deinit { close(descriptor) }

  /// Sends all bytes, unless the daemon closes before.
  @discardableResult
  func send(_ bytes: some Collection<UInt8>) -> Bool {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Tells the daemon that nothing more will come.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads one answer.
  func reply() -> Reply {
    var bytes: [UInt8] = []
    while true {
      guard let end = bytes.firstEnd else {
        switch more(&bytes) {
        case .some(true): continue
        case .some(false): return bytes.isEmpty ? .closed : .nothing
        case nil: return .nothing
        }
      }
      let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
      let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      if status == 100 {
        bytes.removeSubrange(..<(end + 4))
        continue
      }
      return answer(status, Self.headers(lines.dropFirst()), Array(bytes[(end + 4)...]))
    }
  }

  private func answer(_ status: Int, _ headers: [String: String], _ begun: [UInt8]) -> Reply {
    var body = begun
    if headers["transfer-encoding"] == "chunked" {
      while true {
        if let whole = Self.unchunked(body) { return .answer(.init(status: status, headers: headers, body: whole)) }
        guard more(&body) == true else { return .nothing }
      }
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while body.count < length { guard more(&body) == true else { return .nothing } }
    return .answer(.init(status: status, headers: headers, body: Array(body.prefix(length))))
  }

  /// Reads more: true if something came, false if the daemon has closed, nil if nothing came in time.
  private func more(_ bytes: inout [UInt8]) -> Bool? {
    let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
      if count == 0, errno == EAGAIN { count = 0 }
    }
    guard chunk.isEmpty else {
      bytes += chunk
      return true
    }
    return errno == EAGAIN ? nil : false
  }

  private static func headers(_ lines: some Sequence<Substring>) -> [String: String] {
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    return headers
  }

  /// nil while the last chunk is missing.
  private static func unchunked(_ body: [UInt8]) -> [UInt8]? {
    var (rest, whole): (ArraySlice<UInt8>, [UInt8]) = (body[...], [])
    while let end = rest.firstIndex(of: 13), let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) {
      let start = end + 2
      guard start + size + 2 <= rest.endIndex else { return nil }
      if size == 0 { return whole }
      whole += rest[start..<start + size]
      rest = rest[(start + size + 2)...]
    }
    return nil
  }
}

extension [UInt8] {
  /// Where the headers end.
  fileprivate var firstEnd: Int? {
    guard count >= 4 else { return nil }
    return (0...(count - 4)).first {
      self[$0] == 13 && self[$0 + 1] == 10 && self[$0 + 2] == 13 && self[$0 + 3] == 10
    }
  }
}
