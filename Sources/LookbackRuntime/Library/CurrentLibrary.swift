package import LookbackCore
import Synchronization

/// The definitions in use, with the digests under which their workflows are published.
package struct PublishedLibrary: Sendable {
  package var library: Library
  package var digests: [WorkflowReference: [UInt8]]

  package init(library: Library, digests: [WorkflowReference: [UInt8]]) {
    self.library = library
    self.digests = digests
  }
}

/// The library in use. A reader takes a snapshot, which later replacements do not change.
package final class CurrentLibrary: Sendable {
  private let published: Mutex<PublishedLibrary>

  package init(_ published: PublishedLibrary) { self.published = Mutex(published) }

  package var current: PublishedLibrary { published.withLock { $0 } }

  /// Replaces the library for every decision from now on.
  package func replace(with published: PublishedLibrary) { self.published.withLock { $0 = published } }
}
