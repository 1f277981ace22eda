import CLibcrypto

/// A text that proves who holds it, made of 256 random bits. Only its hash is stored.
package enum SecretToken {
  /// Returns a new token with a prefix that tells tools what leaked, such as `lb_`.
  package static func made(prefix: String) -> String { prefix + Base32.text(random(bytes: 32)).lowercased() }

  /// Returns bytes of the system's generator by way of libcrypto.
  package static func random(bytes count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    precondition(RAND_priv_bytes(&bytes, Int32(count)) == 1, "libcrypto has random bytes")
    return bytes
  }
}

extension SecretToken {
  /// Returns a secret that people read from one screen and type into another: 80 random bits, in four groups of four
  /// letters and digits, of which no two look alike.
  package static func readable() -> String {
    let text = Array(Base32.text(random(bytes: 10)).lowercased())
    return stride(from: 0, to: 16, by: 4).map { String(text[$0..<$0 + 4]) }.joined(separator: "-")
  }
}
