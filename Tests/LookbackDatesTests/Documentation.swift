import Glibc
import LookbackDates
import LookbackTime

/// The examples of `docs/dates.md`, and the calendar that they use.
enum Documentation {
  static func desk(_ language: Language = .english) throws -> DateDesk {
    DateDesk(CalendarShelf([try calendar()]), language: language)
  }

  static func answer(_ question: String, _ language: Language = .english) throws -> String {
    var desk = try desk(language)
    var output: [UInt8] = []
    let bytes = Array(question.utf8)
    desk.answer(bytes.indices, of: bytes, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  static func calendar() throws -> WorkCalendar {
    func dates(_ text: String) throws -> [CivilDate] {
      try text.split(separator: " ").map { try CivilDate(parsing: String($0)) }
    }
    return try WorkCalendar(
      "given-below", holidayName: CalendarName(english: "holiday", chinese: "假日"), weekend: [6, 7],
      holidays: dates(
        "2024-09-15 2024-09-16 2024-09-17 2024-10-01 2024-10-02 2024-10-03 2024-10-04 2024-10-05 2024-10-06 2024-10-07"),
      working: dates("2024-09-14 2024-09-29 2024-10-12"))
  }

  /// Questions with the answers under them.
  static let dialogue: [(question: String, answer: String)] = lines.enumerated().compactMap { index, line in
    line.hasPrefix("> {") ? (String(line.dropFirst(2)), lines[index + 1]) : nil
  }

  /// The rows of the table of rules: cells without their blanks.
  static let rules: [[String]] =
    lines
    .drop { !$0.hasPrefix("| Rule | Start ") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    .map { row in row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map(trimmed) }

  private static let lines: [String] = {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }()

  private static func trimmed(_ cell: Substring) -> String {
    var cell = cell
    while cell.hasPrefix(" ") { cell.removeFirst() }
    while cell.hasSuffix(" ") { cell.removeLast() }
    return String(cell)
  }

  private static var path: String {
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
      + "/docs/dates.md"
  }
}
