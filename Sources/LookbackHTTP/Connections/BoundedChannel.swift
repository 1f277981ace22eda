import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Sets up each connection: it is counted, and then held to its limits or turned away.
struct BoundedChannel: ServerChildChannel {
  typealias Value = HTTP1Channel.Value

  private let http: HTTP1Channel
  private let connections: ConnectionBook
  private let limits: ConversationLimits

  init(
    _ responder: @escaping HTTPChannelHandler.Responder, _ connections: ConnectionBook,
    _ limits: ConversationLimits = ConversationLimits()
  ) {
    http = HTTP1Channel(
      responder: responder,
      configuration: .init(
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: ConversationLimits.headBytes, maxHeaderListSize: ConversationLimits.headBytes,
          maxHeaderFieldCount: ConversationLimits.headers)))
    self.connections = connections
    self.limits = limits
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    Peer.of(channel).flatMap { peer in
      let mayStay = connections.enter(peer)
      if mayStay { channel.closeFuture.whenComplete { _ in connections.leave(peer) } }
      return http.setup(channel: channel, logger: logger).flatMapThrowing { value in
        try add(to: channel.pipeline.syncOperations, mayStay)
        return value
      }
    }
  }

  private func add(to pipeline: ChannelPipeline.SynchronousOperations, _ mayStay: Bool) throws {
    guard mayStay else {
      try pipeline.addHandler(TurnedAway(), position: .first)
      return
    }
    let wire = Wire(limits)
    let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
    try pipeline.addHandler(wire, position: .first)
    try pipeline.addHandler(Conversation(wire, limits), position: .after(parser))
  }

  func handle(value: Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}

/// Answers a connection that is one too many, whatever it sends, and closes it.
private final class TurnedAway: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelActive(context: ChannelHandlerContext) {
    context.fireChannelActive()
    let answer = Answer(Problem.tooManyConnections).closing
    let lines = ["HTTP/1.1 503 Service Unavailable"] + answer.fields.map { "\($0): \($1)" }
    context.writeAndFlush(
      wrapOutboundOut(ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n" + answer.body)), promise: nil)
    context.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
