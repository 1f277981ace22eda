import Testing

@testable import lookback

@Suite("names in an address") struct AddressTests {
  @Test(
    "are one segment of an address",
    arguments: [
      ("a b", "a%20b"), ("青", "%E9%9D%92"), ("a/b?c&d=e%", "a%2Fb%3Fc%26d%3De%25"), ("-._~", "-._~"), ("\n", "%0A"),
    ])
  func encoded(text: String, address: String) { #expect(text.encoded == address) }
}
