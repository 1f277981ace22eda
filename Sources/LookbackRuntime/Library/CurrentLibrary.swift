package import LookbackCore
import Synchronization

/// Definitions in use, with the digests under which their workflows are published.
package struct PublishedLibrary: Sendable {
  package var library: Library
  package var digests: [WorkflowReference: [UInt8]]

  package init(library: Library, digests: [WorkflowReference: [UInt8]]) {
    self.library = library
    self.digests = digests
  }
}

/// The library in use; whoever decides takes the snapshot of that moment.
package final class CurrentLibrary: Sendable {
  private let published: Mutex<PublishedLibrary>

  package init(_ published: PublishedLibrary) { self.published = Mutex(published) }

  package var current: PublishedLibrary { published.withLock { $0 } }

  /// Everything decided from now on is decided with this.
  package func replace(with published: PublishedLibrary) { self.published.withLock { $0 = published } }
}
