import CLibcrypto

/// The codes of an authenticator (TOTP, RFC 6238): six digits, a new code every 30 seconds, by HMAC-SHA-1, which is what
/// the usual applications know.
package struct OneTimeCode: Sendable, Hashable {
  /// The secret that the application and the daemon share: 160 bits, as RFC 4226 (section 4) recommends.
  package let secret: [UInt8]

  package init() { secret = SecretToken.random(bytes: 20) }

  package init(secret: [UInt8]) { self.secret = secret }

  /// Reads a secret as people type it; nil if it is none.
  package init?(_ text: String) {
    guard let secret = Base32.bytes(text), !secret.isEmpty else { return nil }
    self.init(secret: secret)
  }

  /// How long a code holds, in seconds.
  package static let step: Int64 = 30
  private static let digits = 6
  /// How many steps a clock may be ahead or behind.
  private static let drift: Int64 = 1

  /// Returns the code of a step.
  package func code(ofStep step: Int64) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
    var (digest, size) = ([UInt8](repeating: 0, count: 20), UInt32(20))
    HMAC(EVP_sha1(), secret, Int32(secret.count), counter, counter.count, &digest, &size)
    let start = Int(digest[19] & 0x0F)
    let number = digest[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let text = String(number % 1_000_000)
    return String(repeating: "0", count: Self.digits - text.count) + text
  }

  /// Returns the step for which a code holds at a moment; nil if it holds for none of the present one and its neighbours.
  /// - Parameters:
  ///   - seconds: the moment, in seconds since 1970.
  ///   - last: the step of the last code that was taken. A code is taken once.
  package func step(of code: String, at seconds: Int64, after last: Int64?) -> Int64? {
    let present = seconds / Self.step
    let given = Array(code.filter { $0 != " " }.utf8)
    var found: Int64?
    // All are compared, so that the time does not tell which one agreed.
    for step in (present - Self.drift)...(present + Self.drift) where step > last ?? -1 {
      let right = Array(self.code(ofStep: step).utf8)
      if given.count == right.count, CRYPTO_memcmp(given, right, right.count) == 0 { found = step }
    }
    return found
  }

  /// The secret as people type it.
  package var text: String { Base32.text(secret) }

  /// The address that applications read from a QR code (Key Uri Format of Google Authenticator).
  /// - Parameters:
  ///   - office: whose sign-in it is.
  ///   - person: who signs in.
  package func address(office: String, person: String) -> String {
    let (issuer, account) = (office.percentEncoded, person.percentEncoded)
    return "otpauth://totp/\(issuer):\(account)?secret=\(text)&issuer=\(issuer)&algorithm=SHA1&digits=6&period=30"
  }
}

extension String {
  /// The text with all but the letters, digits and signs that RFC 3986 calls unreserved written as percent escapes.
  fileprivate var percentEncoded: String {
    let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return utf8.reduce(into: "") { text, byte in
      if kept.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }
}
