import ArgumentParser
import LookbackStore

/// The command `lookbackd history list`.
struct HistoryList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the months of history: events, size, first and last day, and the cases that keep each in place.",
    discussion: "Reads every month's table once. It changes nothing and may run beside the daemon.")

  @OptionGroup var history: HistoryOptions

  @Flag(help: "Print the months as JSON.")
  var json = false

  func run() async throws {
    try await history.run { store in
      var report = MonthReport(history.language)
      for month in try await store.months() {
        report.add(month, month.bytes == nil ? nil : try await store.content(of: month.table))
      }
      print(report.text(asJSON: json))
      return true
    }
  }
}
