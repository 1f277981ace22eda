import Foundation
import LookbackTime

extension Language {
  /// The language that was asked for, else that of the locale.
  static func chosen(_ option: String?) -> Language {
    let environment = ProcessInfo.processInfo.environment
    let setting = option ?? ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    return setting?.hasPrefix("zh") == true ? .chinese : .english
  }

  /// The language for what is wrong with the words of a command line themselves.
  static func chosen(by words: [String]) -> Language {
    let place = words.lastIndex { $0 == "--lang" || $0.hasPrefix("--lang=") }
    guard let place else { return chosen(nil) }
    guard words[place] == "--lang" else { return chosen(String(words[place].dropFirst("--lang=".count))) }
    return chosen(words.dropFirst(place + 1).first)
  }
}
