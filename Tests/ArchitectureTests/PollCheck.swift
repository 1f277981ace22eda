/// A test that looks again and again for what no signal tells of does so through `Waiting`, which has a bound. Loops that
/// only yield or do nothing at all would hang where the thing never comes.
enum PollCheck {
  static func violations(in files: [SourceFile]) -> [Violation] {
    files.filter { $0.name != "Waiting.swift" }.flatMap { file in
      file.lines.enumerated().filter { isPoll($0.element) }.map { index, _ in
        file.violation(index + 1, "looks again without a bound: use `Waiting.until`")
      }
    }
  }

  private static func isPoll(_ line: Substring) -> Bool {
    guard let loop = line.firstRange(of: "while ") else { return line.contains("sched_yield()") }
    // A call that a signal interrupted is made again: that is no poll.
    return !line.contains("EINTR")
      && line[loop.upperBound...].contains(#/\{\s*((await )?Task\.yield\(\)|sched_yield\(\))?\s*\}\s*$/#)
  }
}
