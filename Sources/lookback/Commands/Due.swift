import ArgumentParser

struct Due: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Open cases by their next due date.")
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Only those due until this day.") var until: String?
  @Option(help: "At most so many.") var limit = 100
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let filter = until.map { "&until=\($0.encoded)" } ?? ""
    connecting.print(cases: try connecting.ask("GET", "/due?limit=\(limit)" + filter + connecting.place(after)))
  }
}
