import ArgumentParser
import Foundation
import LookbackTime

extension Language: ExpressibleByArgument {
  package init?(argument: String) { self.init(tag: argument) }

  /// The language of the locale that this program was started in.
  static var ofLocale: Language { ofLocale(in: ProcessInfo.processInfo.environment) }
}
