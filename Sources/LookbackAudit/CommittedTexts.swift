import LookbackCEL

/// Writes texts as commitments with fresh salts, and keeps the texts.
struct CommittedTexts: TextEncoding {
  let digest: Digest
  private(set) var commitments: [Commitment] = []
  private var random = SystemRandomNumberGenerator()

  init(digest: Digest) { self.digest = digest }

  mutating func write(_ text: String, to writer: inout CanonicalWriter) {
    let salt = [random.next(), random.next()].flatMap { word in
      stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
    let commitment = Commitment(salt: salt, text: text)
    commitments.append(commitment)
    writer.write(6, commitment.hash(digest))
  }
}

/// Puts the texts back where their hashes stand; null where they have been erased.
struct CommittedTextReading: TextDecoding {
  let digest: Digest
  private var rest: ArraySlice<Commitment>
  private let isErased: Bool

  init(digest: Digest, commitments: ArraySlice<Commitment>) {
    self.digest = digest
    rest = commitments
    isErased = commitments.isEmpty
  }

  mutating func text(_ reader: inout CanonicalReader) throws(MalformedBytes) -> Value {
    let hash = Array(try reader.content(6))
    if isErased { return .null }
    guard let commitment = rest.popFirst(), commitment.hash(digest) == hash else {
      throw MalformedBytes(expected: "the text that was committed to")
    }
    return .string(commitment.text)
  }
}
