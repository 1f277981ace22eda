import Hummingbird
import Logging
import LookbackStore
import NIOCore
import NIOPosix

/// What is known of one request: how it came in, and over which connection.
struct CallContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  /// The number that the answer and the log have for the request.
  let id: String
  /// The size in bytes above which a body is refused before it is read.
  var maxUploadSize: Int { API.bodyLimit }

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
    id = RequestID().description
    logger[metadataKey: "hb.request.id"] = nil
    logger[metadataKey: "request"] = .string(id)
  }
}

extension CallContext {
  /// Returns the problem that a failure of the store is for the caller, and logs what he is not told.
  func problem(_ error: StoreError) -> Problem {
    if error.isForLog { logger.warning("the store failed a request", metadata: ["reason": "\(error)"]) }
    return Problem(error)
  }
}
