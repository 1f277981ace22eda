import LookbackTime
import Testing

@testable import LookbackHTTP

@Suite("the language of an answer") struct LanguageTests {
  @Test(
    "is the one of the two that the header weighs most, the first of equals, and English where it names neither",
    arguments: [
      (nil, .english), ("", .english), ("zh", .chinese), ("zh-CN", .chinese), ("ZH-Hans-CN", .chinese),
      ("en", .english), ("en-GB,zh;q=0.5", .english), ("zh-CN,zh;q=0.9,en;q=0.8", .chinese),
      ("fr,zh;q=0.5,en;q=0.3", .chinese), ("fr-FR, de;q=0.5", .english), ("*", .english), (" zh", .chinese),
      (",,zh", .chinese), ("青", .english), ("zh-TW, en", .chinese), ("en;q=0.3,zh;q=0.9", .chinese),
      ("en;q=0.5, zh-CN", .chinese), ("en ; Q=0.2 , zh ; q=0.3", .chinese), ("zh;q=0,en;q=0.1", .english),
      ("zh;q=0", .english), ("zh;q=x", .english), ("zh;q=2, en", .chinese), ("*;q=0.1, zh;q=0.2", .chinese),
      ("zh;level=1;q=0.4,en;q=0.5", .english), ("zhx", .english),
    ] as [(String?, Language)])
  func chosen(header: String?, language: Language) {
    #expect(Language(accepting: header) == language)
  }
}
