import Foundation
import LookbackTime

extension Language {
  /// The language that was asked for, else that of the locale.
  static func chosen(_ option: String?) -> Language {
    let environment = ProcessInfo.processInfo.environment
    let setting = option ?? ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    return setting?.hasPrefix("zh") == true ? .chinese : .english
  }
}
