import CZlib

/// Compresses one answer by gzip (RFC 1952), at once or part by part.
final class GzipStream {
  /// The least bytes of an answer that is compressed: a small one would hardly be smaller.
  static let least = 1_024

  /// Quick rather than small: the answers are read by machines nearby.
  private static let level: Int32 = 4
  private static let chunk = 65_536

  /// zlib keeps the address of the stream, so it stays where it is.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  /// nil if there is no memory for it; then the answer is sent as it is.
  init?() {
    guard lookback_gzip_begin(stream, Self.level) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Returns what is to be sent of these bytes and of all before: a reader who has it can read them all.
  /// - Parameter isLast: whether nothing follows.
  func compressed(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    var input = bytes
    var output: [UInt8] = []
    var room = [UInt8](repeating: 0, count: Self.chunk)
    input.withUnsafeMutableBufferPointer { given in
      stream.pointee.next_in = given.baseAddress
      stream.pointee.avail_in = UInt32(given.count)
      var isFull = true
      while isFull {
        room.withUnsafeMutableBufferPointer { free in
          stream.pointee.next_out = free.baseAddress
          stream.pointee.avail_out = UInt32(free.count)
          _ = deflate(stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
          isFull = stream.pointee.avail_out == 0
        }
        output += room.prefix(Self.chunk - Int(stream.pointee.avail_out))
      }
      stream.pointee.next_in = nil
    }
    return output
  }

  /// Whether a header `Accept-Encoding` takes gzip, and does not want it less than what is not compressed.
  static func isAccepted(_ header: String?) -> Bool {
    let names = WeightedName.all(in: header)
    func weight(_ name: String) -> Double? { names.first { $0.name == name }?.weight }
    let wanted = weight("gzip") ?? weight("*") ?? 0
    return wanted > 0 && wanted >= weight("identity") ?? 0
  }
}
