/// Sentences for people stand in the folder `Words` of a target, in both languages side by side, and what decides knows
/// only the facts. Chinese in any other file is a sentence that was written beside what decides.
enum WordsFolderCheck {
  private static let folders = ["/Words/", "/Wording/"]

  /// Folders and files in which Chinese may stand: it is read, or is an example in the help of a command, or the words
  /// have not been moved yet.
  static let exceptions = read + help + unmoved

  private static let read = [
    // Days, spans and numbers are read and written in both languages.
    "Sources/LookbackTime/", "Sources/LookbackCore/Case/NumberRule+Text.swift",
    // The columns of a list may be named in Chinese.
    "Sources/LookbackDefinition/StaffList.swift",
  ]

  private static let help = ["Sources/lookback/Commands/", "Sources/lookback/Lookback.swift"]

  private static let unmoved = [
    "Sources/LookbackCore/Case/AvailableAction.swift", "Sources/LookbackCore/Case/Case+ApprovalTerm.swift",
    "Sources/LookbackCore/Case/Deliberation+Firing.swift", "Sources/LookbackCore/Case/LateEntry.swift",
    "Sources/LookbackCore/Workflow/Field+Checking.swift", "Sources/LookbackCore/Workflow/Workflow+EventTitle.swift",
    "Sources/LookbackDates/CalendarShelf.swift", "Sources/LookbackDefinition/Diagnostics/Diagnostic+Rendering.swift",
    "Sources/LookbackText/MalformedCSV.swift",
  ]

  static func violations(in files: [SourceFile], except exceptions: [String] = Self.exceptions) -> [Violation] {
    let checked = files.filter { file in !exceptions.contains { file.path.hasPrefix($0) } }
    return checked.flatMap { file in
      chineseLines(of: file).map { file.violation($0, "Chinese beside what decides: move it to a folder `Words`") }
    }
  }

  /// Exceptions that nobody needs any more.
  static func unused(in files: [SourceFile], exceptions: [String] = Self.exceptions) -> [Violation] {
    exceptions.filter { path in
      !files.contains { $0.path.hasPrefix(path) && !chineseLines(of: $0).isEmpty }
    }.map { Violation(place: $0, problem: "has no Chinese: take it out of WordsFolderCheck.swift") }
  }

  /// The lines with Chinese in code or texts; none for a file in a folder for words.
  private static func chineseLines(of file: SourceFile) -> [Int] {
    guard !folders.contains(where: file.path.contains), characters(in: file.text) > 0 else { return [] }
    return zip(file.lines, SourceText(file).lines).enumerated().compactMap { index, pair in
      characters(in: pair.0) > characters(in: pair.1.comment) ? index + 1 : nil
    }
  }

  /// The number of Chinese characters in a text, without signs of punctuation.
  private static func characters(in text: some StringProtocol) -> Int {
    text.unicodeScalars.count { (0x3400...0x9FFF).contains($0.value) }
  }
}
