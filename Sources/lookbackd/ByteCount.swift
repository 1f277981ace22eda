/// Writes a number of bytes in the way people read it.
enum ByteCount {
  static func text(_ bytes: Int64) -> String {
    bytes < 10 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
  }
}
