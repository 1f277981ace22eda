package import LookbackCore
import LookbackTime

/// An event as it stands in history: canonical bytes that contain the link before them, and the link they make.
package struct EventRecord: Hashable, Sendable {
  package let body: [UInt8]
  /// `H(0x00 ‖ body)`, which is also the leaf hash of RFC 6962.
  package let link: [UInt8]
  package let texts: EventTexts

  package init(body: [UInt8], link: [UInt8], texts: EventTexts) {
    self.body = body
    self.link = link
    self.texts = texts
  }

  /// Where an event belongs: what its bytes bind besides itself.
  package struct Place: Hashable, Sendable {
    package let id: CaseID
    /// The digest of the definition that the case was opened with.
    package let definition: [UInt8]
    package init(id: CaseID, definition: [UInt8]) {
      self.id = id
      self.definition = definition
    }

    /// What the first event of a case follows.
    package func genesis(_ digest: Digest) -> [UInt8] {
      var writer = CanonicalWriter()
      writer.write(1, "lookback genesis")
      writer.write(2, id.value)
      writer.write(3, definition)
      return digest.hash(writer.bytes)
    }
  }

  package static func link(of body: [UInt8], _ digest: Digest) -> [UInt8] { digest.hash([0] + body) }

  /// The record of `event` after the event whose link is `previous`.
  package init(
    _ event: CaseEvent, at place: Place, after previous: [UInt8], _ digest: Digest = .sha256
  ) {
    var arena = ByteArena()
    let written = arena.append(event, at: place, after: previous, digest)
    body = Array(arena.bytes[written.body])
    link = written.link
    texts = written.texts
  }

  /// The event these bytes tell, with its texts where they have not been erased.
  package func event() throws(MalformedBytes) -> (event: CaseEvent, place: Place, previous: [UInt8]) {
    var reader = CanonicalReader(body)
    guard try reader.number(1) == 1 else { throw MalformedBytes(expected: "format 1") }
    guard let digest = UInt8(exactly: try reader.number(2)).flatMap({ Digest(rawValue: $0) }) else {
      throw MalformedBytes(expected: "a known hash")
    }
    let id = CaseID(try reader.number(3))
    let definition = Array(try reader.content(4))
    let previous = Array(try reader.content(5))
    var decoding = CommittedTextReading(digest: digest, commitments: texts.commitments[...])
    let event = try reader.event(&decoding)
    try reader.requireEnd()
    return (event, Place(id: id, definition: definition), previous)
  }
}
