/// Paths that exist on one machine only.
enum MachinePathCheck {
  /// In halves, so that this file passes its own check.
  static let roots = ["/" + "work/", "/" + "home/", "/" + "Users/", "/" + "root/", "/" + "farm/", "/tmp/" + "lb"]

  static func violations(in files: [SourceFile]) -> [Violation] {
    files.flatMap { file in
      file.lines.enumerated().compactMap { index, line in
        roots.first { begins(with: $0, in: line) }.map {
          file.violation(index + 1, "found a path under \($0): it exists on one machine only")
        }
      }
    }
  }

  /// Whether the root stands where a path begins, not in the middle of one.
  private static func begins(with root: String, in line: Substring) -> Bool {
    line.ranges(of: root).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || "._-~*})$/".contains(before))
    }
  }
}
