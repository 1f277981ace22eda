/// A test that compares elapsed time with seconds stands in a suite named `…PromptnessTests`, which runs while no other
/// test does: beside others it would measure how busy the machine is.
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
