/// Runs per second on the thread that calls it; the best of three, so that neighbours on the machine count less.
enum Measurement {
  static func perSecond(count: Int, _ body: (Int) throws -> Int) rethrows -> Double {
    var sum = 0
    let best = try best {
      for index in 0..<count { sum &+= try body(index) }
    }
    // Printed nowhere, but asked for: the loop cannot be left out.
    precondition(sum != .min)
    return Double(count) / best
  }

  static func linesPerSecond(_ bytes: [UInt8], _ answer: (Range<Int>, [UInt8], inout [UInt8]) -> Void) -> Double {
    var lines = 0
    let best = best {
      var output: [UInt8] = []
      var start = 0
      lines = 0
      for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
        answer(start..<index, bytes, &output)
        start = index + 1
        lines += 1
        if output.count > 1 << 20 { output.removeAll(keepingCapacity: true) }
      }
    }
    return Double(lines) / best
  }

  /// In seconds.
  private static func best(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    for _ in 0..<3 {
      let duration = try clock.measure(body)
      best = min(best, Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
    }
    return best
  }
}
