/// A file that does not fit a reader's head is two files.
enum SizeCheck {
  static let limit = 400

  static func violations(in files: [SourceFile], limit: Int = limit) -> [Violation] {
    files.compactMap { file in
      let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
      return count > limit ? file.violation("\(count) lines, more than \(limit): split it by idea") : nil
    }
  }
}
