import Hummingbird
import LookbackJSON
import NIOCore

/// Writes an answer whose length is not known at its beginning: one JSON value in each line, sent when it is written.
struct LineWriter {
  private enum Reader {
    case client(any ResponseBodyWriter, GzipStream?)
    case record((JSON) throws -> Void)
  }

  private var reader: Reader

  /// - Throws: `NoMemory` if the lines are to be compressed and there is no memory for it.
  init(_ writer: any ResponseBodyWriter, isCompressed: Bool) throws(NoMemory) {
    let gzip = isCompressed ? GzipStream() : nil
    if isCompressed, gzip == nil { throw NoMemory() }
    reader = .client(writer, gzip)
  }

  /// - Parameter record: takes each line, where no client waits for it.
  init(_ record: @escaping (JSON) throws -> Void) { reader = .record(record) }

  /// The machine has no memory to compress an answer, whose head has been sent.
  struct NoMemory: Error {}

  /// Writes a line. This waits if the client reads slowly.
  /// - Throws: an error if the client has closed the connection.
  mutating func write(_ json: JSON) async throws {
    switch reader {
    case .record(let record): try record(json)
    case .client(var writer, let gzip):
      let line = Array((json.description + "\n").utf8)
      try await writer.write(ByteBuffer(bytes: gzip?.compressed(line, isLast: false) ?? line))
      reader = .client(writer, gzip)
    }
  }

  mutating func finish() async throws {
    guard case .client(var writer, let gzip) = reader else { return }
    if let end = gzip?.compressed([], isLast: true) { try await writer.write(ByteBuffer(bytes: end)) }
    try await writer.finish(nil)
  }
}
