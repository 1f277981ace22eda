import CLibcrypto

/// A hash function of 32 bytes, one for each epoch of a log.
package enum Digest: UInt8, Sendable, CaseIterable {
  /// FIPS 180-4.
  case sha256 = 1
  /// GB/T 32905-2016, where national rules ask for it.
  case sm3 = 2

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
    case .sm3: Self.fetchedSM3
    }
  }

  // Found once: libcrypto would look them up by name under a lock for each hash. They never change, and may be used by
  // all threads at once (EVP_MD_fetch(3), crypto(7)).
  private nonisolated(unsafe) static let fetchedSHA256 = EVP_MD_fetch(nil, "SHA256", nil)
  private nonisolated(unsafe) static let fetchedSM3 = EVP_MD_fetch(nil, "SM3", nil)
}
