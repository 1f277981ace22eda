import CLibcrypto

/// A hash function of 32 bytes. Records contain its number, so that they stay readable when another one is added.
package enum Digest: UInt8, Sendable, CaseIterable {
  /// FIPS 180-4.
  case sha256 = 1

  package static let size = 32

  /// The hash of `bytes`, by libcrypto.
  package func hash(_ bytes: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: Digest.size)
    var written: UInt32 = 0
    let status = bytes.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &result, &written, algorithm, nil) }
    precondition(status == 1 && written == Digest.size, "libcrypto offers this hash")
    return result
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
