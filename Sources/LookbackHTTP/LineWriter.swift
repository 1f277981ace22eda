import Hummingbird
import LookbackJSON
import NIOCore

/// Writes an answer whose length is not known before: one JSON value a line, each sent when it is written.
struct LineWriter {
  private var writer: any ResponseBodyWriter

  init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  /// Waits while the client reads slowly.
  /// - Throws: when the client has gone.
  mutating func write(_ json: JSON) async throws {
    try await writer.write(ByteBuffer(string: json.description + "\n"))
  }

  mutating func finish() async throws { try await writer.finish(nil) }
}
