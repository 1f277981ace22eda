import LookbackCore
import SeededTesting
import Testing

@testable import LookbackRuntime

/// The text format of Prometheus, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/
@Suite("the daemon's figures as text")
struct MetricsTests {
  private func lines(_ counters: EngineCounters) -> [String: Double] {
    let text = Metrics(counters.current, waiting: 3).text
    #expect(text.hasSuffix("\n"))
    var found: [String: Double] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      #expect(parts.count == 2 && found[String(parts[0])] == nil, "\(line)")
      found[String(parts[0])] = Double(parts[1])
    }
    return found
  }

  @Test("before anything has happened every figure is there and is nothing")
  func empty() {
    let found = lines(EngineCounters())
    #expect(found["lookback_commands_total{outcome=\"done\"}"] == 0)
    #expect(found["lookback_timer_lateness_seconds_bucket{le=\"+Inf\"}"] == 0)
    #expect(found["lookback_timer_lateness_seconds_sum"] == 0)
    #expect(found["lookback_commands_waiting"] == 3)
  }

  @Test("commands are counted by outcome")
  func outcomes() {
    let counters = EngineCounters()
    counters.count([.unavailable("gone"), .unknown, .unknown, .rejected(.timerGone(key: "0:wait"))])
    let found = lines(counters)
    #expect(found["lookback_commands_total{outcome=\"unavailable\"}"] == 1)
    #expect(found["lookback_commands_total{outcome=\"unknown\"}"] == 2)
    #expect(found["lookback_commands_total{outcome=\"rejected\"}"] == 1)
  }

  @Test("each bucket holds what was no later than it says", arguments: 0..<20)
  func buckets(seed: Int) throws {
    var chance = SplitMix64(seed: seed)
    let late = (0..<200).map { _ in Int64.random(in: 0...1, using: &chance) << Int64.random(in: 0..<40, using: &chance)
    }
    let counters = EngineCounters()
    counters.countFired(late: late)
    let found = lines(counters)
    let buckets = found.keys.filter { $0.contains("_bucket{le=") && !$0.contains("Inf") }
    #expect(buckets.count == 25)
    for name in buckets {
      let bound = try #require(Double(name.split(separator: "\"")[1]))
      #expect(found[name] == Double(late.filter { Double($0) / 1e6 <= bound }.count), "\(name)")
    }
    #expect(found["lookback_timer_lateness_seconds_count"] == 200)
    #expect(found["lookback_timers_fired_total"] == 200)
    let sum = try #require(found["lookback_timer_lateness_seconds_sum"])
    #expect(abs(sum - Double(late.reduce(0, +)) / 1e6) < 0.001)
  }
}
