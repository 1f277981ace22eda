import NIOCore

/// Stands at the bytes of a connection. It tells when a request begins, and drops what comes after the last answer.
final class Wire: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// When the first byte came of what is being read now; nil if nothing has come since `restart`.
  private(set) var began: NIODeadline?

  private let limits: ConversationLimits
  private var context: ChannelHandlerContext?
  private var isLingering = false
  private var dropped = 0

  init(_ limits: ConversationLimits) { self.limits = limits }

  func restart() { began = nil }

  /// Closes the connection once what was written has been sent. A client that is still sending could not read its answer
  /// if its bytes were not taken meanwhile.
  func linger() {
    guard !isLingering, let context else { return }
    isLingering = true
    let bound = context.loopBound
    context.eventLoop.execute {
      let context = bound.value
      let sent = context.eventLoop.makePromise(of: Void.self)
      sent.futureResult.whenFailure { _ in bound.value.close(promise: nil) }
      context.close(mode: .output, promise: sent)
      context.read()
    }
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard isLingering else {
      if began == nil { began = context.eventLoop.now }
      context.fireChannelRead(data)
      return
    }
    dropped += unwrapInboundIn(data).readableBytes
    if dropped > limits.dropped { context.close(promise: nil) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if isLingering { context.read() } else { context.fireChannelReadComplete() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if isLingering, case ChannelEvent.outputClosed? = event as? ChannelEvent {
      let bound = context.loopBound
      context.eventLoop.scheduleTask(in: limits.lingering) { bound.value.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }
}
