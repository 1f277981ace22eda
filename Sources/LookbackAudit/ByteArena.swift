package import LookbackCore

/// The bytes of many cases and events, written one after another into one block: a batch makes one, and nothing of it is
/// copied or freed on its own.
package struct ByteArena: Sendable {
  private var writer: CanonicalWriter

  /// - Parameter size: about how many bytes will be written.
  package init(size: Int = 1024) { writer = CanonicalWriter(size: size) }

  /// All that was written; the ranges that `append` returns lie in it.
  package var bytes: [UInt8] { writer.bytes }

  /// An event as it was written.
  package struct WrittenEvent: Sendable {
    /// Where the canonical bytes stand.
    package let body: Range<Int>
    /// `H(0x00 ‖ body)`.
    package let link: [UInt8]
    /// What the event commits to without containing it.
    package let texts: EventTexts
  }

  /// Writes the stored form of a case; where it stands.
  package mutating func append(_ current: Case) -> Range<Int> {
    let start = writer.bytes.count
    writer.append(current)
    return start..<writer.bytes.count
  }

  /// Writes an event that comes after the event whose link is `previous`, and hashes it where it stands.
  package mutating func append(
    _ event: CaseEvent, at place: EventRecord.Place, after previous: [UInt8], _ digest: Digest = .sha256
  ) -> WrittenEvent {
    // The byte that marks a leaf stands before the body, so that both are hashed in one piece.
    let start = writer.bytes.count
    writer.append(0)
    var texts = CommittedTexts(digest: digest)
    writer.write(1, 1 as Int64)
    writer.write(2, Int64(digest.rawValue))
    writer.write(3, place.id.value)
    writer.write(4, place.definition)
    writer.write(5, previous)
    writer.append(event, &texts)
    let end = writer.bytes.count
    return WrittenEvent(
      body: start + 1..<end, link: writer.hash(of: start..<end, digest), texts: EventTexts(texts.commitments))
  }
}
