import Hummingbird
import HummingbirdCore
package import Logging
import ServiceLifecycle

/// Listens on a Unix socket and, if a TCP address is given, there as well. Both offer the same API.
package struct Server: Service {
  private let api: API
  private let socket: String
  private let listen: (host: String, port: Int)?
  private let logger: Logger

  /// - Parameter socket: the path of the Unix socket; a file left there by a daemon that died is replaced.
  package init(_ operations: Operations, socket: String, listen: (host: String, port: Int)?, logger: Logger) {
    api = API(
      operations: operations, hasTrustworthyPeers: PeerCredentials.areTrustworthy(), peers: PeerBook(),
      bodies: BodyBudget(), refusals: RefusalBook())
    self.socket = socket
    self.listen = listen
    self.logger = logger
  }

  /// Serves until the graceful shutdown. Throws if an address cannot be bound.
  package func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application(.unixDomainSocket(path: socket)).run() }
      if let listen {
        group.addTask { try await application(.hostname(listen.host, port: listen.port)).run() }
      }
      try await group.waitForAll()
    }
  }

  private func application(_ address: BindAddress) -> some ApplicationProtocol {
    let limits = ConnectionLimits(descriptors: ConnectionLimits.descriptors(), listeners: listen == nil ? 1 : 2)
    let connections = ConnectionBook(limits)
    return Application(
      router: api.router, server: HTTPServerBuilder { BoundedChannel($0, connections) },
      configuration: .init(
        address: address, serverName: "lookbackd",
        availableConnectionsDelegate: MaximumAvailableConnections(limits.ceiling, logger: logger)),
      logger: logger)
  }
}
