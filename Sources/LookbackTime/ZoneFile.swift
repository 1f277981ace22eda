/// The parts of a TZif file of version 2 or later that matter here (RFC 8536, section 3).
struct ZoneFile {
  var transitions: [Int] = []
  /// Before the first transition, then from each on.
  var offsets: [Int] = []
  /// The POSIX rule for the time after the last transition; empty where the last offset holds for ever.
  var footer = ""

  /// The counts in a header of 44 bytes.
  private struct Header {
    var version: UInt8
    var utcFlags, standardFlags, leaps, transitions, types, characters: Int

    init?(_ bytes: ArraySlice<UInt8>) {
      guard bytes.count >= 44, bytes.prefix(4).elementsEqual("TZif".utf8) else { return nil }
      version = bytes[bytes.startIndex + 4]
      let counts = (0..<6).map { ZoneFile.integer(bytes, at: 20 + $0 * 4, width: 4) }
      guard counts.allSatisfy({ $0 >= 0 && $0 <= 100_000 }) else { return nil }
      utcFlags = counts[0]
      standardFlags = counts[1]
      leaps = counts[2]
      transitions = counts[3]
      types = counts[4]
      characters = counts[5]
    }

    /// The bytes of the block that follows, with times of that width.
    func blockLength(timeWidth: Int) -> Int {
      transitions * (timeWidth + 1) + types * 6 + characters + leaps * (timeWidth + 4) + standardFlags + utcFlags
    }
  }

  /// Nil with bytes that are no TZif file or one of version 1, which ends in 2037.
  init?(_ bytes: [UInt8]) {
    guard let old = Header(bytes[...]), old.version >= UInt8(ascii: "2") else { return nil }
    let rest = bytes.dropFirst(44 + old.blockLength(timeWidth: 4))
    guard let header = Header(rest), header.types > 0 else { return nil }
    let block = rest.dropFirst(44)
    let length = header.blockLength(timeWidth: 8)
    guard block.count >= length, read(block, header) else { return nil }
    let tail = block.dropFirst(length)
    guard tail.first == UInt8(ascii: "\n") else { return nil }
    footer = String(decoding: tail.dropFirst().prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private mutating func read(_ block: ArraySlice<UInt8>, _ header: Header) -> Bool {
    let typesStart = header.transitions * 9
    let types = (0..<header.types).map { Self.integer(block, at: typesStart + $0 * 6, width: 4) }
    transitions = (0..<header.transitions).map { Self.integer(block, at: $0 * 8, width: 8) }
    let indices = (0..<header.transitions).map { Int(block[block.startIndex + header.transitions * 8 + $0]) }
    guard indices.allSatisfy({ $0 < types.count }), types.allSatisfy({ abs($0) <= 26 * 3600 }),
      zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 })
    else { return false }
    offsets = [types[0]] + indices.map { types[$0] }
    return true
  }

  /// A signed big-endian number of 4 or 8 bytes.
  private static func integer(_ bytes: ArraySlice<UInt8>, at position: Int, width: Int) -> Int {
    let start = bytes.startIndex + position
    let value = bytes[start..<start + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return width == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
  }
}

extension TimeZoneRules {
  /// Reads a TZif file and works out the POSIX rule at its end for one whole cycle of 400 years.
  init(identifier: String, file bytes: [UInt8]) throws(DateError) {
    guard let file = ZoneFile(bytes) else {
      throw .unreadableTimeZone(identifier, reason: "it is not a complete TZif file of version 2 or later")
    }
    guard !file.footer.isEmpty else {
      self.init(identifier: identifier, transitions: file.transitions, offsets: file.offsets, horizon: nil)
      return
    }
    guard let rule = PosixZone(file.footer) else {
      throw .unreadableTimeZone(identifier, reason: "its footer `\(file.footer)` is not a POSIX time zone")
    }
    let last = file.transitions.last ?? 0
    guard let future = rule.future(after: last) else {
      self.init(identifier: identifier, transitions: file.transitions, offsets: file.offsets, horizon: nil)
      return
    }
    self.init(
      identifier: identifier, transitions: file.transitions + future.transitions,
      offsets: file.offsets + future.offsets, horizon: future.horizon)
  }
}
