import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// One request's surroundings: where it came in, and over which connection.
struct CallContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  /// Larger bodies are refused before they are read.
  var maxUploadSize: Int { API.bodyLimit }

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
