import LookbackJSON
import LookbackStore
import LookbackText
import LookbackTime

/// What `lookbackd history list` prints: one line for each month.
struct MonthReport {
  private struct Line {
    let month: String
    let table: String
    let isInDatabase: Bool
    let bytes: Int64?
    let events: Int64?
    let first: String?
    let last: String?
    let openCases: Int64?
    let endedCases: Int64?
    let detachedBy: String?
    let detachedOn: String?
    let digest: String?

    var json: JSON {
      .members([
        "bytes": bytes.map { .int($0) }, "detachedBy": detachedBy.map { .string($0) },
        "detachedOn": detachedOn.map { .string($0) }, "digest": digest.map { .string($0) },
        "endedCases": endedCases.map { .int($0) }, "events": events.map { .int($0) },
        "first": first.map { .string($0) }, "isInDatabase": .bool(isInDatabase), "last": last.map { .string($0) },
        "month": .string(month), "openCases": openCases.map { .int($0) }, "table": .string(table),
      ])
    }
  }

  private let words: ReportWords
  private var lines: [Line] = []

  init(_ language: Language) { words = ReportWords(language) }

  /// - Parameter content: what the month's table holds; nil if the table is not in this database.
  mutating func add(_ month: HistoryMonth, _ content: MonthContent?) {
    let act = month.detachment
    lines.append(
      Line(
        month: month.name, table: month.table, isInDatabase: content != nil, bytes: month.bytes,
        events: content?.events ?? act?.events, first: content?.first?.description, last: content?.last?.description,
        openCases: content?.openCases, endedCases: content?.endedCases, detachedBy: act?.person,
        detachedOn: act.map { $0.at.utcDay.description },
        digest: act.map(\.digest.hexadecimal)))
  }

  func text(asJSON: Bool) -> String {
    if asJSON { return json }
    if lines.isEmpty { return words.noMonths }
    return Table(header: words.headingOfMonths, rows: lines.map(cells)).lines().joined(separator: "\n")
  }

  private func cells(_ line: Line) -> [String] {
    [
      line.month, line.events.map(String.init) ?? "", line.bytes.map(ByteCount.text) ?? "", line.first ?? "",
      line.last ?? "", holders(line), place(line),
    ]
  }

  private func holders(_ line: Line) -> String {
    guard let open = line.openCases, let ended = line.endedCases else { return "" }
    return words.holders(open: open, ended: ended)
  }

  private func place(_ line: Line) -> String {
    guard let person = line.detachedBy, let day = line.detachedOn else { return words.partition }
    return words.takenOut(
      on: day, by: person, in: line.isInDatabase ? line.table : nil, digest: (line.digest ?? "").prefix(16))
  }

  private var json: String { JSON.members(["months": .array(lines.map(\.json))]).indented }
}
