import ArgumentParser
import Foundation
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML

/// The options of commands that need calendars and no daemon: where the calendars are, and how to print.
struct Calendars: ParsableArguments {
  /// The folders in which definitions are looked for if none is named.
  static let places = ["workflows", "/etc/lookback/workflows"]

  @Option(help: "The folder of definitions; else ./workflows, else /etc/lookback/workflows.")
  var workflows: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "The language of texts; else by LC_ALL, LC_MESSAGES, LANG.")
  var lang: Language?

  var language: Language { lang ?? .ofLocale }

  /// Returns all calendars without an error, by name. What is wrong with the others is printed to standard error.
  func load() throws -> [String: WorkCalendar] {
    let places = workflows.map { [$0] } ?? Self.places
    guard let folder = places.first(where: { FileManager.default.fileExists(atPath: "\($0)/calendars") }) else {
      if let workflows { throw ValidationError(Strings(language).noCalendars(workflows)) }
      return [:]
    }
    do {
      let loaded = try LibraryLoader().loadCalendars(folder)
      for one in loaded.diagnostics { ErrorReport.usage(one.rendered(source: loaded.sources[one.file])) }
      return loaded.library.newestCalendars
    } catch let error as LibraryLoader.UnreadableFolder {
      throw ValidationError(error.description)
    }
  }

  func calendar(_ name: String) throws -> WorkCalendar {
    let all = try load()
    guard let calendar = all[name] else { throw ValidationError(Strings(language).noCalendar(name, all.keys.sorted())) }
    return calendar
  }
}

extension CivilDate: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
