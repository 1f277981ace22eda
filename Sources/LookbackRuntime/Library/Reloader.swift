package import Logging

/// Reads the folder of definitions again when told to; what is wrong changes nothing.
package struct Reloader: Sendable {
  private let publisher: Publisher
  private let libraries: CurrentLibrary
  private let folder: String
  private let logger: Logger

  package init(
    publisher: Publisher, libraries: CurrentLibrary, folder: String, logger: Logger = Logger(label: "reload")
  ) {
    self.publisher = publisher
    self.libraries = libraries
    self.folder = folder
    self.logger = logger
  }

  /// Whether the folder's definitions are in use now; if not, the old ones still are, and the log says why.
  @discardableResult
  package func reload() async -> Bool {
    do {
      try await publisher.publish(folder: folder)
      libraries.replace(with: try await publisher.library())
      logger.notice("the definitions were read again", metadata: ["folder": "\(folder)"])
      return true
    } catch let refused as RefusedDefinitions {
      for diagnostic in refused.diagnostics {
        logger.error("a definition is refused", metadata: ["reason": "\(diagnostic)"])
      }
    } catch {
      logger.error("the definitions cannot be read", metadata: ["folder": "\(folder)", "reason": "\(error)"])
    }
    logger.warning("the definitions in use stay as they were")
    return false
  }
}
