import Testing

@testable import LookbackSignIn

@Suite("one-time codes")
struct OneTimeCodeTests {
  private static let code = OneTimeCode(secret: Array("12345678901234567890".utf8))

  /// RFC 6238, appendix B, the last six of eight digits.
  private static let published: [(seconds: Int64, code: String)] = [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ]

  @Test("are those of RFC 6238", arguments: published)
  func vectors(seconds: Int64, code: String) {
    #expect(Self.code.code(ofStep: seconds / 30) == code)
    #expect(Self.code.step(of: code, at: seconds, after: nil) == seconds / 30)
  }

  @Test("hold a step before and after, and no further")
  func drift() {
    let step = Self.code.code(ofStep: 1_000)
    for (seconds, holds) in [(29_969, false), (29_970, true), (30_000, true), (30_059, true), (30_060, false)] {
      #expect((Self.code.step(of: step, at: Int64(seconds), after: nil) != nil) == holds, "\(seconds)")
    }
  }

  @Test("are taken once")
  func once() {
    let step = Self.code.code(ofStep: 1_000)
    #expect(Self.code.step(of: step, at: 30_000, after: 999) == 1_000)
    #expect(Self.code.step(of: step, at: 30_000, after: 1_000) == nil)
  }

  @Test("are not what is shorter, longer or no digits", arguments: ["", "28708", "2870820", "28708a", "２８７０８２"])
  func malformed(text: String) {
    #expect(Self.code.step(of: text, at: 59, after: nil) == nil)
    #expect(Self.code.step(of: "287 082", at: 59, after: nil) == 1, "a blank in the middle is how it is shown")
  }

  @Test("have an address that names the office and the person")
  func address() {
    let address = Self.code.address(office: "青海 office", person: "liu")
    #expect(
      address.hasPrefix("otpauth://totp/%E9%9D%92%E6%B5%B7%20office:liu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"))
  }

  @Test("have secrets of 160 random bits")
  func secrets() {
    let secrets = Set((0..<100).map { _ in OneTimeCode().secret })
    #expect(secrets.count == 100 && secrets.allSatisfy { $0.count == 20 })
  }
}
