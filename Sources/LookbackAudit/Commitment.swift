/// A text that stands in history only as a hash of itself with a salt, so that it can be erased and every proof
/// still holds.
package struct Commitment: Hashable, Sendable {
  package static let saltSize = 16
  package let salt: [UInt8]
  package let text: String

  package init(salt: [UInt8], text: String) {
    self.salt = salt
    self.text = text
  }

  /// What stands in the event: hash of salt and text.
  func hash(_ digest: Digest) -> [UInt8] { digest.hash(salt + Array(text.utf8)) }
}

/// The texts of one event, kept beside it in the order in which they are committed to.
package struct EventTexts: Hashable, Sendable {
  package var commitments: [Commitment]
  package init(_ commitments: [Commitment] = []) { self.commitments = commitments }

  package var bytes: [UInt8] {
    var writer = CanonicalWriter()
    for commitment in commitments {
      writer.write(1) {
        $0.write(1, commitment.salt)
        $0.write(2, commitment.text)
      }
    }
    return writer.bytes
  }

  package init(bytes: [UInt8]) throws(MalformedBytes) {
    var reader = CanonicalReader(bytes)
    commitments = try reader.all(1) { entry throws(MalformedBytes) in
      Commitment(salt: Array(try entry.content(1)), text: try entry.text(2))
    }
    try reader.requireEnd()
  }
}
