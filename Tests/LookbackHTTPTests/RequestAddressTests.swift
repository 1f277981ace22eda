import LookbackTime
import Testing

@testable import LookbackHTTP

@Suite("the address of a request") struct RequestAddressTests {
  @Test(
    "an address whose escapes stand for text is taken",
    arguments: [
      "/v1/cases", "/v1/cases/%E9%9D%9213-3-164", "/v1/cases?text=100%25", "/v1/cases/%e9%9d%92", "/v1/cases?text=青",
      "", "/v1/cases?text=a%20b+c",
    ])
  func taken(address: String) throws { try RequestAddress.check(address) }

  @Test(
    "an address with a broken escape, with bytes that are no text or with a NUL is refused, in both languages",
    arguments: [
      ("/v1/cases/%", "hexadecimal", "十六进制"), ("/v1/cases/%4", "hexadecimal", "十六进制"),
      ("/v1/cases/%zz", "hexadecimal", "十六进制"), ("/v1/cases/%+f", "hexadecimal", "十六进制"),
      ("/v1/cases?text=%g0", "hexadecimal", "十六进制"), ("/v1/cases/%ff", "not UTF-8", "不是 UTF-8"),
      ("/v1/cases/%C3%28", "not UTF-8", "不是 UTF-8"), ("/v1/cases/%ed%a0%80", "not UTF-8", "不是 UTF-8"),
      ("/v1/cases/1%00", "NUL", "NUL"), ("/v1/cases/\0", "NUL", "NUL"),
    ])
  func refused(address: String, english: String, chinese: String) throws {
    let problem = try #require(throws: Problem.self) { try RequestAddress.check(address) }
    #expect(problem.status == 400)
    #expect(problem.code == "malformed")
    #expect(problem.detail.contains(english), "\(problem.detail)")
    #expect(problem.said(in: .chinese).detail.contains(chinese), "\(problem.said(in: .chinese).detail)")
  }
}
