import Hummingbird
import LookbackJSON
import NIOCore

/// Writes an answer whose length is not known at its beginning: one JSON value in each line, sent when it is written.
struct LineWriter {
  private var writer: any ResponseBodyWriter
  private let gzip: GzipStream?

  /// - Throws: `NoMemory` if the lines are to be compressed and there is no memory for it.
  init(_ writer: any ResponseBodyWriter, isCompressed: Bool) throws(NoMemory) {
    self.writer = writer
    gzip = isCompressed ? GzipStream() : nil
    if isCompressed, gzip == nil { throw NoMemory() }
  }

  /// The machine has no memory to compress an answer, whose head has been sent.
  struct NoMemory: Error {}

  /// Writes a line. This waits if the client reads slowly.
  /// - Throws: an error if the client has closed the connection.
  mutating func write(_ json: JSON) async throws {
    let line = Array((json.description + "\n").utf8)
    try await writer.write(ByteBuffer(bytes: gzip?.compressed(line, isLast: false) ?? line))
  }

  mutating func finish() async throws {
    if let end = gzip?.compressed([], isLast: true) { try await writer.write(ByteBuffer(bytes: end)) }
    try await writer.finish(nil)
  }
}
