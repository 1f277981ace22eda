import HTTPTypes
import Hummingbird
import LookbackJSON
import NIOCore
import Synchronization

/// What the router answered, with its body read to the end.
struct Reply: Sendable, CustomStringConvertible {
  let status: Int
  let headers: HTTPFields
  /// The body as it came, which is compressed if a header says so.
  let bytes: [UInt8]
  let text: String
  /// Whether the body was finished, as a connection that stays open needs it.
  let isFinished: Bool

  init(_ response: Response) async throws {
    let taken = Taken()
    try await response.body.write(Writer(taken: taken))
    status = response.status.code
    headers = response.headers
    (bytes, isFinished) = taken.state.withLock { ($0.bytes, $0.isFinished) }
    text = headers[.contentEncoding] == nil ? String(decoding: bytes, as: UTF8.self) : ""
  }

  /// The body as JSON; null where it is none.
  var json: JSON { (try? JSONParser.parse(Array(text.utf8))) ?? .null }

  /// The lines of an answer that is told line by line.
  var lines: [JSON] { text.split(separator: "\n").compactMap { try? JSONParser.parse(Array($0.utf8)) } }

  var code: String { json["code"]?.text ?? "" }
  var detail: String { json["detail"]?.text ?? "" }

  var description: String { "\(status) \(text.prefix(600))" }

  private final class Taken: Sendable {
    let state = Mutex((bytes: [UInt8](), isFinished: false))
  }

  private struct Writer: ResponseBodyWriter {
    let taken: Taken

    func write(_ buffer: ByteBuffer) { taken.state.withLock { $0.bytes += buffer.readableBytesView } }

    consuming func finish(_ trailingHeaders: HTTPFields?) { taken.state.withLock { $0.isFinished = true } }
  }
}

/// The router answered something that a test cannot go on with.
struct Unexpected: Error, CustomStringConvertible {
  let reply: Reply
  var description: String { "an answer that the test cannot go on with: \(reply)" }
}
