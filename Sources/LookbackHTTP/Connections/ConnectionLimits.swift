import Glibc
import NIOCore

/// How many connections are open at once. Half of the descriptors that the process may have are kept back for the engine.
struct ConnectionLimits: Sendable, Equatable {
  /// The most connections of one listener, of which there are one or two.
  let perListener: Int

  /// The most connections of one address or user of the machine.
  var perPeer: Int { max(4, perListener / 2) }
  /// The most connections of all who are no administrators, so that one of these always finds a place.
  var ofOthers: Int { perListener - max(2, perListener / 8) }
  /// The number at which no more connections are accepted. Those between this and the most are being closed.
  var ceiling: Int { perListener + max(4, perListener / 8) }

  private static let most = 4_000

  init(descriptors: Int, listeners: Int) {
    perListener = max(8, min(Self.most, descriptors / 2) / listeners)
  }

  /// Returns how many descriptors this process may have at once.
  static func descriptors() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
    return Int(clamping: limit.rlim_cur)
  }
}

/// How long a client may take, and how much may come in before its sender is known.
struct ConversationLimits: Sendable {
  /// The time without a request, after which a connection is closed.
  var idle = TimeAmount.seconds(60)
  /// The time from the first byte of a request until its headers are complete.
  var head = TimeAmount.seconds(10)
  /// The time from the headers until the body is complete, and one second more for each `bytesPerSecond` that came.
  var body = TimeAmount.seconds(20)
  var bytesPerSecond = 16_384
  /// The time in which a client takes nothing of its answer.
  var stalled = TimeAmount.seconds(300)
  /// The time in which more bytes of a client are dropped after its last answer, so that it can read that.
  var lingering = TimeAmount.seconds(2)
  /// The most bytes that are dropped meanwhile.
  var dropped = API.bodyLimit
  /// The most bytes of address and headers, and the most headers.
  static let headBytes = 16_384
  static let headers = 100
  /// The most bytes of a body that are read while nobody knows whose they are.
  static let unknownBody = 65_536

  /// Returns when a body is late of which so many bytes came.
  func deadline(ofBodySince start: NIODeadline, bytes: Int) -> NIODeadline {
    start + body + .seconds(Int64(bytes / bytesPerSecond))
  }
}
