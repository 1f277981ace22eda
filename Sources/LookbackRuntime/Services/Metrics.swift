/// The daemon's counters since its start, for monitoring programs.
package struct Metrics: Sendable {
  package var reading: EngineCounters.Reading
  /// The number of commands in the queue or in a batch.
  package var waiting: Int

  package init(_ reading: EngineCounters.Reading, waiting: Int) {
    self.reading = reading
    self.waiting = waiting
  }

  /// The `Content-Type` of `text`.
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// The metrics in the text format of Prometheus, version 0.0.4. Times are in seconds; counters start with the daemon.
  package var text: String { (commands + queue + timers).map { $0 + "\n" }.joined() }

  private var commands: [String] {
    let name = "lookback_commands_total"
    let counts = [
      ("done", reading.done), ("replayed", reading.replayed), ("rejected", reading.rejected),
      ("unavailable", reading.unavailable), ("unknown", reading.unknown),
    ]
    return head(name, "counter", "Commands by what became of them; replayed ones were done before under their key.")
      + counts.map { "\(name){outcome=\"\($0)\"} \($1)" }
  }

  private var queue: [String] {
    head("lookback_commands_waiting", "gauge", "Commands that are in the queue or in a batch.")
      + ["lookback_commands_waiting \(waiting)"]
  }

  /// The widths in bits of the histogram's bounds in microseconds: from one millisecond to almost five hours.
  private static let widths = 10...34

  private var timers: [String] {
    let (fired, late) = ("lookback_timers_fired_total", "lookback_timer_lateness_seconds")
    let lateness = reading.lateness
    let buckets = Self.widths.map { width in
      "\(late)_bucket{le=\"\(Self.seconds((1 << width) - 1))\"} \(lateness.number(within: width))"
    }
    return head(fired, "counter", "Timers that fired.") + ["\(fired) \(reading.timersFired)"]
      + head(late, "histogram", "From the due time of a timer to the moment at which its firing was recorded.")
      + buckets
      + [
        "\(late)_bucket{le=\"+Inf\"} \(lateness.count)", "\(late)_sum \(Self.seconds(lateness.total))",
        "\(late)_count \(lateness.count)",
      ]
  }

  private func head(_ name: String, _ type: String, _ help: String) -> [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
  }

  private static func seconds(_ microseconds: Int64) -> String {
    let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(rest)
    return "\(whole).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
  }
}
