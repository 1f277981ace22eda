/// A test that compares elapsed time with seconds in one `#expect` stands in a suite named `…PromptnessTests`, which runs
/// while no other test does: beside others it would measure how busy the machine is. Figures that are kept and judged later
/// are not seen, such as the ten seconds of `HardshipTests`, which has its load beside it anyway.
enum PromptnessCheck {
  static func violations(in files: [SourceFile]) -> [Violation] {
    files.filter { !$0.name.hasSuffix("PromptnessTests.swift") }.flatMap { file in
      file.lines.enumerated().filter { isBound($0.element) }.map { index, _ in
        file.violation(index + 1, "compares elapsed time: wait for a signal, or move it into a …PromptnessTests")
      }
    }
  }

  private static func isBound(_ line: some StringProtocol) -> Bool {
    line.contains("#expect") && line.contains(".now") && line.contains("<")
      && (line.contains("duration(to:") || line.contains(".now - "))
  }
}
