import CLibcrypto

/// A hash function of 32 bytes. Records contain its number, so that they stay readable when another one is added.
package enum Digest: UInt8, Sendable, CaseIterable {
  /// FIPS 180-4.
  case sha256 = 1

  package static let size = 32

  /// The hash of `bytes`, by libcrypto.
  package func hash(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { hash($0) } }

  /// The same of bytes that stand in a larger block.
  func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Digest.size) { result, count in
      var written: UInt32 = 0
      let status = EVP_Digest(bytes.baseAddress, bytes.count, result.baseAddress, &written, algorithm, nil)
      precondition(status == 1 && written == Digest.size, "libcrypto offers this hash")
      count = Digest.size
    }
  }

  private var algorithm: OpaquePointer? {
    switch self {
    case .sha256: Self.fetchedSHA256
    }
  }

  // Found once: libcrypto would look it up by name under a lock for each hash. It never changes, and may be used by all
  // threads at once (EVP_MD_fetch(3), crypto(7)).
  private nonisolated(unsafe) static let fetchedSHA256 = EVP_MD_fetch(nil, "SHA256", nil)
}
