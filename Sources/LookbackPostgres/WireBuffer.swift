import Glibc

/// Bytes in the order in which they are sent: one growing block, which every pipeline uses again.
struct WireBuffer: ~Copyable {
  private var block = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 16)
  private var capacity = 4096
  private(set) var count = 0

  deinit { block.deallocate() }

  /// The address of the bytes until the next append. It is never nil, so that an empty value is not taken for NULL.
  var start: UnsafeRawPointer { UnsafeRawPointer(block) }

  mutating func removeAll() {
    count = 0
    // A batch of 500 cases takes about 1.5 MB.
    guard capacity > 1 << 21 else { return }
    block.deallocate()
    capacity = 4096
    block = .allocate(byteCount: capacity, alignment: 16)
  }

  mutating func append<Integer: FixedWidthInteger>(integer: Integer) {
    reserve(MemoryLayout<Integer>.size)
    (block + count).storeBytes(of: integer.bigEndian, as: Integer.self)
    count += MemoryLayout<Integer>.size
  }

  mutating func append(bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    (block + count).copyMemory(from: base, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func append(text: String) throws(WireProblem) {
    var text = text
    let start = count
    text.withUTF8 { append(bytes: UnsafeRawBufferPointer($0)) }
    guard count == start || memchr(block + start, 0, count - start) == nil else {
      throw .textWithNUL
    }
  }

  /// Replaces four bytes that were appended as a placeholder.
  mutating func replace(at offset: Int, with integer: Int32) {
    (block + offset).storeBytes(of: integer.bigEndian, as: Int32.self)
  }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    larger.copyMemory(from: block, byteCount: count)
    block.deallocate()
    block = larger
  }
}
