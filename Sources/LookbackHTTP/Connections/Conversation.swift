import LookbackTime
import NIOCore
import NIOHTTP1

/// What the reader of a body tells its connection.
enum BodyDemand: Sendable {
  /// The body may come: a client that waits for "100 Continue" gets it.
  case first
  /// The sender is known, so all of the body may come.
  case all
}

/// What a connection throws into the reading of a body that does not come in time.
struct LateBody: Error {}

/// Holds the requests of one connection to their framing and to the limits of time and bytes. It stands behind the
/// parser, answers what never becomes a request, and closes the connection after an answer that must be the last.
final class Conversation: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// A request whose answer is not complete yet.
  private struct Exchange {
    var isLast: Bool
    let isOld: Bool
  }

  private let wire: Wire
  private let limits: ConversationLimits
  private var exchanges: [Exchange] = []
  /// Whether the connection takes no more requests, and drops what comes.
  private var isOver = false
  /// What is answered after the answers that are still to come, in which language.
  private var refusal: (problem: Problem, language: String?)?
  private var isClosing = false
  // The body that is being read.
  private var isReadingBody = false
  private var bodyBytes = 0
  private var isBodyWanted = false
  /// The bytes of bodies that came before anybody wanted them.
  private var ahead = 0
  private var isReadHeld = false
  private var isReading = false
  /// When the last answer was complete, or when the body began that is being read.
  private var since = NIODeadline.distantPast
  private var stalledSince: NIODeadline?
  private var tick: Scheduled<Void>?

  init(_ wire: Wire, _ limits: ConversationLimits) {
    self.wire = wire
    self.limits = limits
  }

  // MARK: - Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      let read = RequestHead(head)
      wire.restart()
      if let problem = read.problem {
        refuse(problem, in: read.language, context)
        return
      }
      exchanges.append(Exchange(isLast: read.isLast, isOld: read.isOld))
      (isReadingBody, bodyBytes, isBodyWanted, since) = (true, 0, false, context.eventLoop.now)
    case .body(let bytes):
      bodyBytes += bytes.readableBytes
      if !isBodyWanted { ahead += bytes.readableBytes }
    case .end:
      isReadingBody = false
      isBodyWanted = false
      isOver = exchanges.last?.isLast ?? true
      wire.restart()
    }
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else {
      context.fireErrorCaught(error)
      return
    }
    guard !isOver else { return }
    guard isReadingBody else {
      refuse(Problem(error), in: nil, context)
      return
    }
    giveUpBody(error, context)
  }

  /// Ends the reading of a body. The reader answers that; nothing more is read.
  private func giveUpBody(_ error: any Error, _ context: ChannelHandlerContext) {
    exchanges[exchanges.count - 1].isLast = true
    isOver = true
    context.fireErrorCaught(error)
  }

  /// Answers what is no request, after the answers that are still to come.
  private func refuse(_ problem: Problem, in language: String?, _ context: ChannelHandlerContext) {
    isOver = true
    guard exchanges.isEmpty else {
      refusal = (problem, language)
      return
    }
    let answer = Answer(problem.said(in: Language(accepting: language))).closing
    let fields = HTTPHeaders(answer.fields)
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: problem.status), headers: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    wire.linger()
  }

  // MARK: - Answers

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      guard let exchange = exchanges.first else { break }
      isClosing = exchange.isLast || exchanges.count == 1 && isReadingBody
      if exchange.isOld { head.version = .http1_0 }
      if isClosing { head.headers.replaceOrAdd(name: "Connection", value: "close") }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
      return
    case .body: break
    case .end:
      context.write(data, promise: promise)
      answered(context)
      return
    }
    context.write(data, promise: promise)
  }

  private func answered(_ context: ChannelHandlerContext) {
    guard !exchanges.isEmpty else { return }
    exchanges.removeFirst()
    if isClosing {
      isOver = true
      context.flush()
      wire.linger()
      return
    }
    since = context.eventLoop.now
    if let refusal, exchanges.isEmpty { refuse(refusal.problem, in: refusal.language, context) }
    ahead = 0
    releaseRead(context)
  }

  // MARK: - Reading

  func read(context: ChannelHandlerContext) {
    guard isBodyWanted || ahead <= ConversationLimits.unknownBody else {
      isReadHeld = true
      return
    }
    isReading = true
    context.read()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    isReading = false
    context.fireChannelReadComplete()
  }

  private func releaseRead(_ context: ChannelHandlerContext) {
    guard isReadHeld else { return }
    isReadHeld = false
    read(context: context)
  }

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
    guard let demand = event as? BodyDemand else {
      context.triggerUserOutboundEvent(event, promise: promise)
      return
    }
    promise?.succeed()
    guard isReadingBody, exchanges.count == 1 else { return }
    switch demand {
    case .first:
      let head = HTTPResponseHead(version: .http1_1, status: .continue)
      context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    case .all:
      isBodyWanted = true
      releaseRead(context)
    }
  }

  // MARK: - Time

  func channelActive(context: ChannelHandlerContext) {
    since = context.eventLoop.now
    schedule(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    tick?.cancel()
    context.fireChannelInactive()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stalledSince = context.channel.isWritable ? nil : context.eventLoop.now
    context.fireChannelWritabilityChanged()
  }

  /// When something is late if nothing happens until then; nil while the daemon is the one that is waited for.
  private var deadline: NIODeadline? {
    if let stalledSince { return stalledSince + limits.stalled }
    if isOver { return nil }
    if isReadingBody { return limits.deadline(ofBodySince: since, bytes: bodyBytes) }
    guard exchanges.isEmpty else { return nil }
    return wire.began.map { $0 + limits.head } ?? since + limits.idle
  }

  /// Looks at the time again when something may be late, and at least as often as headers may take.
  private func schedule(_ context: ChannelHandlerContext) {
    let next = context.eventLoop.now + limits.head
    let bound = context.loopBound
    tick = context.eventLoop.assumeIsolated().scheduleTask(deadline: min(deadline ?? next, next)) { [self] in
      look(bound.value)
    }
  }

  private func look(_ context: ChannelHandlerContext) {
    // Time in which nobody reads is not the client's.
    if isReadingBody, !isReading { since = context.eventLoop.now }
    if let deadline, deadline <= context.eventLoop.now { late(context) }
    if context.channel.isActive { schedule(context) }
  }

  private func late(_ context: ChannelHandlerContext) {
    if stalledSince != nil {
      context.close(promise: nil)
    } else if isReadingBody {
      giveUpBody(LateBody(), context)
    } else if wire.began != nil {
      refuse(.lateHead, in: nil, context)
    } else {
      context.close(promise: nil)
    }
  }
}
