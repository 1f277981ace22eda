import LookbackText
import Testing

@Suite("hexadecimal digits")
struct HexadecimalTests {
  @Test("are two lower-case digits a byte, and are read back in either case")
  func roundTrip() {
    let bytes = Array(UInt8.min...UInt8.max)
    #expect(bytes.hexadecimal.hasPrefix("000102") && bytes.hexadecimal.hasSuffix("fdfeff"))
    #expect([UInt8](hexadecimal: bytes.hexadecimal) == bytes)
    #expect([UInt8](hexadecimal: bytes.hexadecimal.uppercased()) == bytes)
    #expect([UInt8]().hexadecimal.isEmpty && [UInt8](hexadecimal: "") == [])
  }

  @Test("half a byte and other characters are no digits", arguments: ["0", "0g", "+1", "0x", "１０", "a b1"])
  func refused(text: String) {
    #expect([UInt8](hexadecimal: text) == nil)
  }
}
