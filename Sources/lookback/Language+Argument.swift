import ArgumentParser
import Foundation
import LookbackTime

extension Language: ExpressibleByArgument {
  package init?(argument: String) { self.init(tag: argument) }

  /// The language of the locale that this program was started in.
  static var ofLocale: Language { ofLocale(in: ProcessInfo.processInfo.environment) }

  /// Returns the language for a message about words that could not be read as options.
  static func chosen(by words: [String]) -> Language {
    let place = words.lastIndex { $0 == "--lang" || $0.hasPrefix("--lang=") }
    guard let place else { return ofLocale }
    let isApart = words[place] == "--lang"
    let tag = isApart ? words.dropFirst(place + 1).first : String(words[place].dropFirst("--lang=".count))
    return tag.flatMap(Language.init(tag:)) ?? ofLocale
  }
}
