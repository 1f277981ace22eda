import Glibc

/// Reports the daemon's state to systemd by the protocol of sd_notify(3). It does nothing without a socket.
package struct SystemdNotifier: Sendable {
  private let address: String?
  /// The watchdog timeout of systemd; nil if systemd does not watch the daemon.
  package let watchdogInterval: Duration?

  /// - Parameters:
  ///   - address: the value of `NOTIFY_SOCKET`: a path, or an abstract name that begins with `@`.
  ///   - watchdogInterval: the value of `WATCHDOG_USEC`.
  package init(address: String?, watchdogInterval: Duration? = nil) {
    self.address = address.flatMap { $0.isEmpty ? nil : $0 }
    self.watchdogInterval = watchdogInterval
  }

  /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` from the environment.
  package init(environment: [String: String]) {
    let isMeant = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    let interval = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { Duration.microseconds($0) }
    self.init(address: environment["NOTIFY_SOCKET"], watchdogInterval: isMeant ? interval : nil)
  }

  /// Reports that the daemon answers requests.
  package func ready() { send("READY=1") }

  /// Sets the line that `systemctl status` shows.
  package func status(_ line: String) {
    send("STATUS=\(line.split(whereSeparator: \.isNewline).joined(separator: " "))")
  }

  /// Reports that the loops make progress.
  package func ping() { send("WATCHDOG=1") }

  /// Reports that the daemon is stopping.
  package func stopping() { send("STOPPING=1") }

  /// Reports that the configuration is being read again; `ready()` ends this state.
  package func reloading() {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    send("RELOADING=1\nMONOTONIC_USEC=\(Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000)")
  }

  private func send(_ message: String) {
    guard let address, let (target, length) = Self.socketAddress(address) else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(message.utf8)
    _ = withUnsafePointer(to: target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }

  /// The length counts only the bytes of the name. Otherwise an abstract name would end in NUL bytes.
  private static func socketAddress(_ name: String) -> (sockaddr_un, socklen_t)? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(name.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let isAbstract = bytes.first == 0
    let length = MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1)
    return (address, socklen_t(length))
  }
}
