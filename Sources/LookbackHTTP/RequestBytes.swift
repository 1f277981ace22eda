import Hummingbird
import NIOCore

/// The body of a request. It is read to its end before anything is answered, because a client that is still sending
/// does not read the answer and would wait for ever.
enum RequestBytes: Sendable {
  case whole([UInt8])
  /// The body has more bytes than any request may have; they were dropped.
  case tooLarge

  /// The number of bytes after which the connection is closed, if a client sends more than a request may have.
  private static let discardLimit = 64 * 1_048_576

  static func read(_ request: Request, _ context: CallContext) async throws -> RequestBytes {
    var bytes: [UInt8] = []
    var count = 0
    for try await chunk in request.body {
      count += chunk.readableBytes
      if count <= API.bodyLimit {
        bytes += chunk.readableBytesView
      } else if count > discardLimit {
        context.channel.close(promise: nil)
        return .tooLarge
      } else {
        bytes = []
      }
    }
    return count <= API.bodyLimit ? .whole(bytes) : .tooLarge
  }
}
