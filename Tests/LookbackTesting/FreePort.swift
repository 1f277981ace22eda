import Glibc
import Synchronization

/// A TCP port of the loopback address for one daemon of one test.
package enum FreePort {
  private static let next = Mutex(Int.random(in: 10_000..<30_000))

  /// Returns a port on which nothing listens, and which no other test of this process was given. It lies below those
  /// that the system gives to outgoing connections.
  package static func take() -> Int {
    next.withLock { next in
      repeat { next = next < 30_000 ? next + 1 : 10_000 } while !isFree(next)
      return next
    }
  }

  private static func isFree(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
