import Hummingbird
import LookbackCore
import NIOCore

/// The body of a request, read as far as its sender is trusted: a little while nobody knows whose it is, and all of it
/// once the sender is resolved. It is read to its end before anything is done, because a client that is still sending
/// does not read the answer.
struct RequestBytes: Sendable {
  /// The bytes; nil if the body has more than any request may have. They were dropped then.
  private(set) var whole: [UInt8]? = []
  private let share: BodyShare
  private var count = 0

  /// The number of bytes after which the connection is closed, if a client sends more than a request may have.
  private static let discardLimit = 64 * 1_048_576

  init(_ budget: BodyBudget) { share = BodyShare(budget) }

  /// Reads the body of a call.
  /// - Throws: a problem if the body is cut off, badly framed or late, or if too many bodies are there at once; whatever
  ///   `Call.caller` throws if the body is larger than that of somebody unknown may be.
  static func read(_ call: Call, _ budget: BodyBudget) async throws -> RequestBytes {
    var bytes = RequestBytes(budget)
    let (request, channel) = (call.request, call.context.channel)
    let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    if declared > ConversationLimits.unknownBody { try await bytes.requireKnown(call) }
    if request.headers[.expect] != nil { channel.triggerUserOutboundEvent(BodyDemand.first, promise: nil) }
    var parts = request.body.makeAsyncIterator()
    while let part = try await next(&parts) {
      guard bytes.count <= discardLimit else {
        channel.close(promise: nil)
        break
      }
      try await bytes.add(part, call)
    }
    return bytes
  }

  /// Returns the next part of a body; nil at its end. Whatever fails here is the client's doing, or its network's.
  private static func next(_ parts: inout RequestBody.AsyncIterator) async throws(Problem) -> ByteBuffer? {
    do { return try await parts.next() } catch { throw error is LateBody ? .lateBody : .brokenBody }
  }

  private mutating func add(_ part: ByteBuffer, _ call: Call) async throws {
    count += part.readableBytes
    if count > ConversationLimits.unknownBody { try await requireKnown(call) }
    guard count <= API.bodyLimit else {
      whole = nil
      return
    }
    if !share.grow(by: part.readableBytes) {
      try await requireKnown(call)
      guard share.grow(by: part.readableBytes) else { throw Problem.tooManyBodies }
    }
    whole? += part.readableBytesView
  }

  /// Resolves the sender, and then lets all of the body come.
  private func requireKnown(_ call: Call) async throws {
    guard !share.isKnown else { return }
    _ = try await call.caller()
    guard share.becomeKnown() else { throw Problem.tooManyBodies }
    call.context.channel.triggerUserOutboundEvent(BodyDemand.all, promise: nil)
  }
}
