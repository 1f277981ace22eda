import NIOCore
import Testing

@testable import LookbackHTTP

@Suite("how many connections") struct ConnectionBookTests {
  private static let user = Peer.user(1_000, isAdministrator: false)
  private static let root = Peer.user(0, isAdministrator: true)

  @Test(
    "may be open is half of the descriptors, up to 4,000, shared by the listeners",
    arguments: [(300, 1, 150), (300, 2, 75), (1_024, 1, 512), (8_192, 2, 2_000), (1_048_576, 1, 4_000), (8, 2, 8)])
  func descriptors(count: Int, listeners: Int, most: Int) {
    let limits = ConnectionLimits(descriptors: count, listeners: listeners)
    #expect(limits.perListener == most)
    #expect(limits.perPeer < limits.ofOthers && limits.ofOthers < limits.perListener)
    #expect(count < 300 || limits.ceiling * listeners < count * 3 / 5)
  }

  @Test("one peer has is half of them, and what is closed makes room")
  func perPeer() {
    let limits = ConnectionLimits(descriptors: 300, listeners: 1)
    let book = ConnectionBook(limits)
    for _ in 0..<limits.perPeer { #expect(book.enter(Self.user)) }
    #expect(!book.enter(Self.user))
    #expect(book.enter(.user(1_001, isAdministrator: false)))
    book.leave(Self.user)
    #expect(book.enter(Self.user) && !book.enter(Self.user))
  }

  @Test("are kept for administrators is an eighth, and they have no bound of their own")
  func administrators() {
    let limits = ConnectionLimits(descriptors: 300, listeners: 1)
    let book = ConnectionBook(limits)
    for number in 0..<UInt8(limits.ofOthers) { #expect(book.enter(.network([10, 0, 0, number]))) }
    #expect(!book.enter(.network([10, 0, 1, 1])) && !book.enter(Self.user))
    for _ in limits.ofOthers..<limits.perListener { #expect(book.enter(Self.root)) }
    #expect(!book.enter(Self.root))
  }

  @Test(
    "one machine has is counted together, under all addresses of its network of IPv6",
    arguments: [
      ("10.1.2.3", [10, 1, 2, 3]), ("::ffff:10.1.2.3", [10, 1, 2, 3]), ("::1", [0, 0, 0, 0, 0, 0, 0, 0]),
      ("2001:db8:1:2:3:4:5:6", [0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 2]),
      ("2001:db8:1:2:ffff::1", [0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 2]),
    ] as [(String, [UInt8])])
  func addresses(text: String, network: [UInt8]) throws {
    #expect(Peer(try SocketAddress(ipAddress: text, port: 1)) == .network(network))
  }
}
