import SeededTesting
import Testing

@testable import LookbackSignIn

@Suite("base 32 and base 64")
struct Base64Tests {
  /// RFC 4648, section 10, without padding.
  private static let published: [(plain: String, base64: String, base32: String)] = [
    ("", "", ""), ("f", "Zg", "MY"), ("fo", "Zm8", "MZXQ"), ("foo", "Zm9v", "MZXW6"), ("foob", "Zm9vYg", "MZXW6YQ"),
    ("fooba", "Zm9vYmE", "MZXW6YTB"), ("foobar", "Zm9vYmFy", "MZXW6YTBOI"),
  ]

  @Test("are those of RFC 4648", arguments: published)
  func vectors(plain: String, base64: String, base32: String) {
    let bytes = Array(plain.utf8)
    #expect(Base64.text(bytes) == base64 && Base64.bytes(base64) == bytes)
    #expect(Base32.text(bytes) == base32 && Base32.bytes(base32) == bytes)
    #expect(Base32.bytes(base32.lowercased()) == bytes)
  }

  @Test("bring back any bytes", arguments: 1...20)
  func random(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let bytes = (0..<Int.random(in: 0...70, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator)
    }
    #expect(Base64.bytes(Base64.text(bytes)) == bytes)
    #expect(Base32.bytes(Base32.text(bytes)) == bytes)
  }

  @Test("are not what has other letters, or bits left over", arguments: ["!", "Zh", "A", "Zg=", "Z g"])
  func malformed(text: String) {
    #expect(Base64.bytes(text) == nil)
  }
}
