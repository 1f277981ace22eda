import Foundation
import LookbackTime

extension Language {
  /// Returns the language that the option names, or that of the locale.
  static func chosen(_ option: String?) -> Language {
    let environment = ProcessInfo.processInfo.environment
    let setting = option ?? ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    return setting?.hasPrefix("zh") == true ? .chinese : .english
  }

  /// Returns the language for a message about words that could not be read as options.
  static func chosen(by words: [String]) -> Language {
    let place = words.lastIndex { $0 == "--lang" || $0.hasPrefix("--lang=") }
    guard let place else { return chosen(nil) }
    guard words[place] == "--lang" else { return chosen(String(words[place].dropFirst("--lang=".count))) }
    return chosen(words.dropFirst(place + 1).first)
  }
}
