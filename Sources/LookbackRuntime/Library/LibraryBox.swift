package import LookbackCore
import Synchronization

/// The library in use; whoever decides takes the snapshot of that moment.
package final class LibraryBox: Sendable {
  private let library: Mutex<Library>

  package init(_ library: Library) { self.library = Mutex(library) }

  package var current: Library { library.withLock { $0 } }

  /// Everything decided from now on is decided with this.
  package func replace(with library: Library) { self.library.withLock { $0 = library } }
}
