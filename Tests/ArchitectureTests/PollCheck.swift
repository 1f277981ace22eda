/// A test that looks again and again for what no signal tells of does so through `Waiting`, which has a bound. Loops that
/// only yield, sleep or do nothing at all would hang where the thing never comes.
enum PollCheck {
  static func violations(in files: [SourceFile]) -> [Violation] {
    files.filter { $0.name != "Waiting.swift" }.flatMap { file in
      // A benchmark sleeps until the instant that it has chosen.
      let maySleep = file.path.hasPrefix("Benchmarks/")
      return file.lines.enumerated().filter { isPoll($0.element, maySleep: maySleep) }.map { index, _ in
        file.violation(index + 1, "looks again without a bound: use `Waiting.until`")
      }
    }
  }

  private static func isPoll(_ line: Substring, maySleep: Bool) -> Bool {
    if line.contains("sched_yield()") || !maySleep && line.contains("Task.sleep(") { return true }
    guard let loop = line.firstRange(of: "while ") else { return false }
    // A call that a signal interrupted is made again: that is no poll.
    return !line.contains("EINTR")
      && line[loop.upperBound...].contains(#/\{\s*((await )?Task\.yield\(\)|sched_yield\(\))?\s*\}\s*$/#)
  }
}
