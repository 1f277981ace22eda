import CLibcurl
import Glibc
import LookbackJSON
import LookbackText

/// The daemon's answer to one request.
struct Reply {
  let status: Int
  let body: [UInt8]

  /// The body as an object, which is empty if the body is anything else.
  var answer: Answer { Answer((try? JSONParser.parse(body)) ?? .object([])) }
}

/// Why the daemon could not be asked.
struct Unreachable: Error {
  enum Cause {
    /// Nothing listens there, or there is no such socket.
    case noListener
    /// The socket is there, and the account may not use it.
    case denied
    /// The name of the host has no address.
    case unknownHost
    case timeout
    /// The connection ended before the answer did.
    case brokenOff
    /// Anything else, in libcurl's words.
    case other(String)
  }

  let place: String
  let cause: Cause

  /// - Parameters:
  ///   - code: what libcurl returned for a request that had no answer.
  ///   - systemError: by which connecting failed.
  fileprivate init(place: String, code: CURLcode, systemError: Int = 0) {
    self.place = place
    cause =
      switch code {
      case CURLE_COULDNT_CONNECT: [EACCES, EPERM].contains(Int32(systemError)) ? .denied : .noListener
      case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
      case CURLE_OPERATION_TIMEDOUT: .timeout
      case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: .brokenOff
      default: .other(String(cString: curl_easy_strerror(code)))
      }
  }
}

/// Asks the daemon over its Unix socket, or over TCP if a URL is given.
struct Client {
  let socket: String?
  let url: String
  let headers: [String]

  /// Sends a request and returns the answer, whatever its status. Throws `Unreachable` if there is none.
  /// - Parameters:
  ///   - path: the path after `/v1`, already encoded.
  ///   - line: called with each line of a successful answer when it arrives; if nil, the body is in the reply.
  func send(
    _ method: String, _ path: String, body: JSON? = nil, headers more: [String] = [],
    line: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws -> Reply {
    guard let handle = curl_easy_init() else { throw Unreachable(place: url, code: CURLE_FAILED_INIT) }
    defer { curl_easy_cleanup(handle) }
    var list: UnsafeMutablePointer<curl_slist>?
    for header in headers + more + ["User-Agent: lookback", "Content-Type: application/json", "Expect:"] {
      list = curl_slist_append(list, header)
    }
    defer { curl_slist_free_all(list) }
    if let socket { _ = lookback_curl_set_text(handle, CURLOPT_UNIX_SOCKET_PATH, socket) }
    _ = lookback_curl_set_text(handle, CURLOPT_URL, url + "/v1" + path)
    _ = lookback_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, method)
    _ = lookback_curl_set_list(handle, CURLOPT_HTTPHEADER, list)
    _ = lookback_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    _ = lookback_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, 5)
    if let body {
      let text = body.description
      _ = lookback_curl_set_number(handle, CURLOPT_POSTFIELDSIZE, text.utf8.count)
      _ = lookback_curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, text)
    }
    return try perform(handle, line)
  }

  /// Returns the good answer of an address. Throws if there is none.
  func answer(_ path: String) throws -> Answer {
    let reply = try send("GET", path)
    guard reply.status == 200 else { throw Unreachable(place: socket ?? url, code: CURLE_HTTP_RETURNED_ERROR) }
    return reply.answer
  }

  /// Receives the body as it arrives, and divides it into lines if somebody wants them.
  private final class Sink {
    var bytes: [UInt8] = []
    let handle: UnsafeMutableRawPointer
    let line: ((ArraySlice<UInt8>) -> Void)?

    init(_ handle: UnsafeMutableRawPointer, _ line: ((ArraySlice<UInt8>) -> Void)?) {
      self.handle = handle
      self.line = line
    }

    func take(_ chunk: UnsafeRawBufferPointer) {
      bytes.append(contentsOf: chunk)
      guard let line, lookback_curl_status(handle) < 400 else { return }
      while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        line(bytes[..<end])
        bytes.removeSubrange(...end)
      }
    }
  }

  private func perform(
    _ handle: UnsafeMutableRawPointer, _ line: ((ArraySlice<UInt8>) -> Void)?
  ) throws -> Reply {
    let sink = Sink(handle, line)
    let code = withExtendedLifetime(sink) { () -> CURLcode in
      _ = lookback_curl_set_sink(
        handle,
        { bytes, size, count, context in
          guard let bytes, let context else { return 0 }
          let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
          Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().take(chunk)
          return size * count
        }, Unmanaged.passUnretained(sink).toOpaque())
      return curl_easy_perform(handle)
    }
    guard code == CURLE_OK else {
      throw Unreachable(place: socket ?? url, code: code, systemError: lookback_curl_system_error(handle))
    }
    return Reply(status: lookback_curl_status(handle), body: sink.bytes)
  }
}

extension String {
  /// The text as one segment of a path or one value of a query.
  var encoded: String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      return "%" + [byte].hexadecimal.uppercased()
    }.joined()
  }
}
