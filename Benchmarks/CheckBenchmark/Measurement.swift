/// The best of five runs in milliseconds; prints it, and says whether it keeps the bar.
func measured(_ name: String, atMost bar: Double, _ body: () throws -> Int) rethrows -> Bool {
  var best = Double.infinity
  var count = 0
  for _ in 0..<5 {
    let start = ContinuousClock.now
    count = try body()
    let taken = start.duration(to: .now)
    best = min(best, Double(taken.components.seconds) * 1e3 + Double(taken.components.attoseconds) / 1e15)
  }
  print("\(name): \((best * 10).rounded() / 10) ms, at most \(bar) ms; \(count) diagnostics")
  return best <= bar
}
