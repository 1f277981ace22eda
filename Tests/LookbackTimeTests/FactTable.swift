import Glibc
import LookbackTime

/// The rows of `Fixtures/deadlines.tsv`: facts from laws, notices and published guidance, each with its source.
struct TableRow: Sendable, CustomStringConvertible {
  let cells: [String]

  var description: String { "\(cells[0]): \(cells[3]) from \(cells[2])" }
  var due: String { cells[8] }

  func deadline() throws -> Deadline {
    let facts = ClockFacts(
      started: try CivilDate(parsing: cells[2]),
      pauses: try cells[6].split(separator: " ").map { pair in
        let ends = pair.split(separator: "/").map(String.init)
        return ClockFacts.Pause(from: try CivilDate(parsing: ends[0]), until: try CivilDate(parsing: ends[1]))
      },
      extensions: try cells[7].split(separator: ",").map { .init(.by(try Span(parsing: String($0))), on: nil) })
    return try Deadline.replay(facts, ClockRule(span: Span(parsing: cells[3]), counting: try counting()), calendar())
  }

  private func counting() throws -> Counting {
    guard let start = Counting.Start(rawValue: cells[4]), let last = Counting.Last(rawValue: cells[5]) else {
      throw DateError.outOfRange("\(cells[4]) or \(cells[5])")
    }
    return Counting(start: start, last: last)
  }

  private func calendar() throws -> WorkCalendar {
    switch cells[1] {
    case "cn": try China.calendar()
    case "ew": try England.calendar()
    default:
      try WorkCalendar("plain", holidayName: CalendarName(), weekend: [6, 7], holidays: [], working: [])
    }
  }

  static let all: [TableRow] = {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").dropFirst().map {
      TableRow(cells: $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
    }
  }()

  private static var path: String {
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/Fixtures/deadlines.tsv"
  }
}
