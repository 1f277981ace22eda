import LookbackTime
import Testing

@testable import LookbackHTTP

@Suite("the language of an answer") struct LanguageTests {
  @Test(
    "is the first of the two that the header names, and English where it names neither",
    arguments: [
      (nil, .english), ("", .english), ("zh", .chinese), ("zh-CN", .chinese), ("ZH-Hans-CN", .chinese),
      ("en", .english), ("en-GB,zh;q=0.5", .english), ("zh-CN,zh;q=0.9,en;q=0.8", .chinese),
      ("fr,zh;q=0.5,en;q=0.3", .chinese), ("fr-FR, de;q=0.5", .english), ("*", .english), (" zh", .chinese),
      (",,zh", .chinese), ("青", .english), ("zh-TW, en", .chinese),
    ] as [(String?, Language)])
  func chosen(header: String?, language: Language) {
    #expect(Language(accepting: header) == language)
  }
}
