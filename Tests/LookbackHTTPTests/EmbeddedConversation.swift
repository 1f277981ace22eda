import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import LookbackHTTP

/// One connection without a socket and with a clock of its own: bytes go in, and what the parser makes of them and what is
/// answered come out.
final class EmbeddedConversation {
  /// Keeps what would reach the router.
  private final class Router: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    var seen: [String] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): seen.append("\(head.method) \(head.uri)")
      case .body(let bytes): seen.append("\(bytes.readableBytes) bytes")
      case .end: seen.append("end")
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      seen.append(error is LateBody ? "late" : error is HTTPParserError ? "broken" : "\(error)")
    }
  }

  private let channel = EmbeddedChannel()
  private let router = Router()

  init() throws {
    var bounds = NIOHTTPDecoderLimitConfiguration()
    (bounds.maxHeaderFieldSize, bounds.maxHeaderListSize) = (ConversationLimits.headBytes, ConversationLimits.headBytes)
    bounds.maxHeaderFieldCount = ConversationLimits.headers
    let limits = ConversationLimits()
    let wire = Wire(limits)
    try channel.pipeline.syncOperations.addHandlers([
      wire, HTTPResponseEncoder(), ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: bounds)),
      Conversation(wire, limits), router,
    ])
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80)).wait()
    channel.read()
  }

  var seen: [String] { router.seen }
  var isOpen: Bool { channel.isActive }

  /// Sends bytes as a client would, and has the channel look for more as a socket does.
  func send(_ text: String) throws {
    guard isOpen else { return }
    try channel.writeInbound(ByteBuffer(string: text))
    channel.read()
  }

  /// Lets the router answer the oldest request.
  func answer(_ text: String = "{}", lengthIsKnown: Bool = true) throws {
    let headers: HTTPHeaders = lengthIsKnown ? ["Content-Length": "\(text.utf8.count)"] : [:]
    let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
    for part: HTTPServerResponsePart in [.head(head), .body(.byteBuffer(ByteBuffer(string: text))), .end(nil)] {
      channel.write(part, promise: nil)
    }
    channel.flush()
    channel.embeddedEventLoop.run()
  }

  func demand(_ demand: BodyDemand) { channel.triggerUserOutboundEvent(demand, promise: nil) }

  /// The client takes what was sent, or does not.
  func take(_ isTaken: Bool) {
    channel.isWritable = isTaken
    channel.pipeline.fireChannelWritabilityChanged()
  }

  func pass(seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

  /// What was sent to the client since the last time.
  func sent() throws -> String {
    channel.embeddedEventLoop.run()
    var text = ""
    while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
    return text
  }
}
