import Testing

@testable import LookbackSignIn

@Suite("hashes of passwords")
struct PasswordHashTests {
  private static let cheap = PasswordHash.Cost(rounds: 4)

  /// The first 32 bytes of RFC 7914, section 12, for "pleaseletmein" and "SodiumChloride".
  private static let digest: [UInt8] = [
    0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb, 0xfd, 0xa8, 0xfb,
    0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2,
  ]

  @Test("are those of RFC 7914")
  func vector() throws {
    let stored = "$scrypt$ln=14,r=8,p=1$\(Base64.text(Array("SodiumChloride".utf8)))$\(Base64.text(Self.digest))"
    let hash = try #require(PasswordHash(stored))
    #expect(hash.matches("pleaseletmein"))
    #expect(!hash.matches("pleaseletmeIn"))
    #expect(hash.description == stored)
  }

  @Test("come back from the form in which they are stored, each with a salt of its own")
  func stored() throws {
    let (one, other) = (PasswordHash(of: "河湟谷地的风", cost: Self.cheap), PasswordHash(of: "河湟谷地的风", cost: Self.cheap))
    #expect(one.salt != other.salt && one.digest != other.digest)
    #expect(try #require(PasswordHash(one.description)) == one)
    #expect(one.matches("河湟谷地的风") && !one.matches("") && !one.matches("河湟谷地的风 "))
  }

  @Test("of nothing match no password, and differ")
  func ofNothing() {
    let (one, other) = (PasswordHash.ofNothing(cost: Self.cheap), PasswordHash.ofNothing(cost: Self.cheap))
    #expect(one != other && one.cost == Self.cheap)
    for password in ["", "x", "correct horse"] { #expect(!one.matches(password)) }
  }

  @Test("take a password in every form of Unicode that keyboards send")
  func forms() {
    #expect(PasswordHash(of: "Zürich ﬁ", cost: Self.cheap).matches("Zu\u{308}rich fi"))
  }

  @Test("cost what ASVS asks: 128 MiB")
  func cost() {
    #expect(PasswordHash.Cost.standard == PasswordHash.Cost(rounds: 17, block: 8, lanes: 1))
    #expect(PasswordHash.Cost.standard.memory == 128 << 20)
  }

  @Test(
    "are nothing else",
    arguments: [
      "", "x", "$scrypt$ln=17,r=8,p=1$AAAA", "$argon2id$ln=17,r=8,p=1$AAAA$AAAA", "$scrypt$ln=99,r=8,p=1$AAAA$AAAA",
      "$scrypt$ln=17,r=8$AAAA$AAAA", "$scrypt$ln=17,r=8,p=1$AA!A$AAAA", "$scrypt$ln=17,r=8,p=1$AAAA$",
      "$scrypt$ln=17,r=8,p=1,x=1$AAAA$AAAA", "$scrypt$ln=-1,r=8,p=1$AAAA$AAAA",
    ])
  func malformed(text: String) {
    #expect(PasswordHash(text) == nil)
  }
}
