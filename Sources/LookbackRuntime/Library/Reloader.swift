package import Logging
import LookbackCore

/// Reads the folder of definitions again on request. If anything is wrong, the definitions in use stay.
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

  /// Publishes and uses the definitions of the folder.
  /// - Returns: false if the old definitions stay in use; the log says why.
  @discardableResult
  package func reload() async -> Bool {
    do {
      try await publisher.publish(folder: folder, by: .daemon)
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
