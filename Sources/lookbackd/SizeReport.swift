import LookbackJSON
import LookbackStore
import LookbackText
import LookbackTime

/// The size of each table that grows, and how long its rows are kept. `docs/retention.md` tells more.
struct SizeReport {
  struct Line {
    let table: String
    let rows: Int64
    let bytes: Int64
    let kept: String

    var json: JSON {
      .members(["bytes": .int(bytes), "kept": .string(kept), "rows": .int(rows), "table": .string(table)])
    }
  }

  let lines: [Line]
  private let words: ReportWords

  init(_ sizes: [TableSize], in language: Language) {
    let words = ReportWords(language)
    self.words = words
    lines = sizes.map { Line(table: $0.table, rows: $0.rows, bytes: $0.bytes, kept: words.kept($0.table)) }
  }

  var text: String {
    let rows = lines.map { [$0.table, "\($0.rows)", ByteCount.text($0.bytes), $0.kept] }
    return Table(header: words.headingOfSizes, rows: rows).lines().joined(separator: "\n")
  }
}
