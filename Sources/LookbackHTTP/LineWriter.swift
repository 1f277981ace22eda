import Hummingbird
import LookbackJSON
import NIOCore

/// Writes an answer whose length is not known at its beginning: one JSON value in each line, sent when it is written.
struct LineWriter {
  private var writer: any ResponseBodyWriter

  init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  /// Writes a line. This waits if the client reads slowly.
  /// - Throws: an error if the client has closed the connection.
  mutating func write(_ json: JSON) async throws {
    try await writer.write(ByteBuffer(string: json.description + "\n"))
  }

  mutating func finish() async throws { try await writer.finish(nil) }
}
