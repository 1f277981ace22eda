import Glibc
import Testing

@testable import LookbackRuntime

/// A socket that hears what the daemon tells systemd.
private final class Ear {
  let address: String
  private let descriptor: Int32

  init(_ address: String) throws {
    self.address = address
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(address.utf8)
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 } else { unlink(address) }
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let status = withUnsafePointer(to: name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    try #require(status == 0)
  }

  deinit {
    close(descriptor)
    if !address.hasPrefix("@") { unlink(address) }
  }

  func heard() -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }
}

@Suite struct SystemdNotifierTests {
  @Test(
    "systemd hears each message, on a path and under an abstract name",
    arguments: ["/tmp/lookback-ear-", "@lookback-ear-"])
  func messagesArrive(prefix: String) throws {
    let ear = try Ear("\(prefix)\(getpid())")
    let notifier = SystemdNotifier(address: ear.address)
    notifier.ready()
    #expect(ear.heard() == "READY=1")
    notifier.status("3 waiting\nFAKE=1")
    #expect(ear.heard() == "STATUS=3 waiting FAKE=1")
    notifier.ping()
    #expect(ear.heard() == "WATCHDOG=1")
    notifier.reloading()
    #expect(ear.heard().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    notifier.stopping()
    #expect(ear.heard() == "STOPPING=1")
  }

  @Test("the watchdog's interval counts only for the process it is meant for")
  func watchdogIsForOneProcess() {
    let mine = SystemdNotifier(environment: ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"])
    #expect(mine.watchdogInterval == .seconds(30))
    #expect(SystemdNotifier(environment: ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"]).watchdogInterval == nil)
    #expect(SystemdNotifier(environment: [:]).watchdogInterval == nil)
  }
}
