/// The place of one version of a row in its table (`ctid`). It does not change while the row is locked.
package struct CTID: Sendable, Hashable {
  /// The number of the block (page) of the table.
  package let block: UInt32
  /// The number of the row's entry within its block.
  package let offset: UInt16

  package init(block: UInt32, offset: UInt16) {
    self.block = block
    self.offset = offset
  }
}

enum WireCTID: WireType {
  static let oid: UInt32 = 27
  static let arrayOID: UInt32 = 1010
  static let name = "tid"
  static func encode(_ value: CTID, into buffer: inout WireBuffer) {
    buffer.append(integer: value.block)
    buffer.append(integer: value.offset)
  }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> CTID? {
    guard bytes.count == 6, let block = UInt32(wire: .init(rebasing: bytes.prefix(4))),
      let offset = UInt16(wire: .init(rebasing: bytes.dropFirst(4)))
    else { return nil }
    return CTID(block: block, offset: offset)
  }
}
