import CLibcrypto

/// The hash of a password by scrypt (RFC 7914), with its salt and costs, as it is stored.
package struct PasswordHash: Sendable, Hashable {
  /// What one hash costs: 2^`rounds` blocks of 128 · `block` bytes, `lanes` times over.
  package struct Cost: Sendable, Hashable {
    package var rounds: Int
    package var block: Int
    package var lanes: Int

    package init(rounds: Int, block: Int = 8, lanes: Int = 1) {
      self.rounds = rounds
      self.block = block
      self.lanes = lanes
    }

    /// What OWASP ASVS 5.0 (appendix C) asks of scrypt: 128 MiB and some tenths of a second.
    package static let standard = Cost(rounds: 17)

    /// The bytes of memory that one hash takes.
    package var memory: Int { 128 * block << rounds }
  }

  package var cost: Cost
  package var salt: [UInt8]
  package var digest: [UInt8]

  private static let saltSize = 16
  private static let digestSize = 32

  /// Hashes a password with a salt of its own.
  /// - Parameter password: in any form of Unicode; equal texts give equal hashes.
  package init(of password: String, cost: Cost = .standard) {
    let salt = SecretToken.random(bytes: Self.saltSize)
    self.init(cost: cost, salt: salt, digest: Self.digest(of: password, salt, cost))
  }

  /// Returns a hash that no password has. Comparing a password with it costs as much as with any other; making it costs
  /// nothing.
  package static func ofNothing(cost: Cost) -> PasswordHash {
    PasswordHash(
      cost: cost, salt: SecretToken.random(bytes: saltSize), digest: SecretToken.random(bytes: digestSize))
  }

  private init(cost: Cost, salt: [UInt8], digest: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.digest = digest
  }

  /// Whether it is the hash of this password. The time does not depend on how much of the digest agrees.
  package func matches(_ password: String) -> Bool {
    let found = Self.digest(of: password, salt, cost)
    return found.count == digest.count && CRYPTO_memcmp(found, digest, digest.count) == 0
  }

  private static func digest(of password: String, _ salt: [UInt8], _ cost: Cost) -> [UInt8] {
    let bytes = Array(password.composed.utf8)
    var digest = [UInt8](repeating: 0, count: digestSize)
    let status = bytes.withUnsafeBytes { bytes in
      EVP_PBE_scrypt(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, salt, salt.count, 1 << UInt64(cost.rounds),
        UInt64(cost.block), UInt64(cost.lanes), UInt64(cost.memory) * 2, &digest, digest.count)
    }
    precondition(status == 1, "libcrypto offers scrypt at this cost")
    return digest
  }
}

extension PasswordHash: CustomStringConvertible {
  /// The form in which it is stored, after the PHC string format: `$scrypt$ln=17,r=8,p=1$SALT$DIGEST` in base 64.
  package var description: String {
    "$scrypt$ln=\(cost.rounds),r=\(cost.block),p=\(cost.lanes)$\(Base64.text(salt))$\(Base64.text(digest))"
  }

  /// Reads the form in which hashes are stored; nil if the text is none, or its cost is out of all bounds.
  package init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
    let given = parts[2].split(separator: ",").map { $0.split(separator: "=") }
    let costs = zip(given, ["ln", "r", "p"]).compactMap { $0.first.map(String.init) == $1 ? Int($0.last ?? "") : nil }
    guard given.count == 3, costs.count == 3, (1...20).contains(costs[0]), (1...32).contains(costs[1]),
      (1...16).contains(costs[2]),
      let salt = Base64.bytes(String(parts[3])), let digest = Base64.bytes(String(parts[4])), !digest.isEmpty
    else { return nil }
    self.init(cost: Cost(rounds: costs[0], block: costs[1], lanes: costs[2]), salt: salt, digest: digest)
  }
}
