/// What an entry of the canonical encoding holds; with the field's number it makes the byte that begins the entry, so
/// that bytes can be read without knowing what they are about.
enum EntryKind: UInt8 {
  case bytes = 0
  /// UTF-8.
  case text = 1
  /// A zigzag varint in its shortest form.
  case number = 2
  /// Entries.
  case group = 3

  /// The byte that begins an entry: the field's number (1–63) in the upper six bits, the kind in the lower two.
  func key(of field: UInt8) -> UInt8 { field << 2 | rawValue }
}
