extension Language {
  /// Reads a tag such as `en`, `zh` or `zh-CN`, of which only the language counts; nil for every other language.
  package init?(tag: String) {
    let language = tag.prefix { $0 != "-" && $0 != "_" && $0 != "." }.lowercased()
    self.init(rawValue: language)
  }

  /// Returns the language of the locale that the environment of a program names: that of the first of `LC_ALL`,
  /// `LC_MESSAGES` and `LANG` that is not empty (POSIX.1-2024, 8.2), and English where Lookback does not have it.
  package static func ofLocale(in environment: [String: String]) -> Language {
    let setting = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return setting.flatMap(Language.init(tag:)) ?? .english
  }
}
