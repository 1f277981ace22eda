import LookbackTime
import Testing

@Suite("the language of texts") struct LanguageTests {
  @Test(
    "a tag counts by its language",
    arguments: [
      ("en", .english), ("zh", .chinese), ("zh-CN", .chinese), ("zh_CN.UTF-8", .chinese), ("EN-gb", .english),
      ("fr", nil), ("zhx", nil), ("", nil), ("C", nil), ("english", nil),
    ] as [(String, Language?)])
  func tag(_ tag: String, language: Language?) {
    #expect(Language(tag: tag) == language)
  }

  @Test(
    "the first setting of the locale that is not empty decides, and English stands for what there is not",
    arguments: [
      ([:], .english), (["LANG": "zh_CN.UTF-8"], .chinese), (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .english),
      (["LANG": "C", "LC_MESSAGES": "zh_CN"], .chinese), (["LANG": "zh_CN", "LC_ALL": ""], .chinese),
      (["LANG": "fr_FR.UTF-8"], .english),
    ] as [([String: String], Language)])
  func locale(_ environment: [String: String], language: Language) {
    #expect(Language.ofLocale(in: environment) == language)
  }
}
