import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// What is known of one request: how it came in, and over which connection.
struct CallContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  /// The size in bytes above which a body is refused before it is read.
  var maxUploadSize: Int { API.bodyLimit }

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
