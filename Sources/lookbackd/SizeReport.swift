import LookbackStore
import LookbackText
import LookbackTime

/// How large each table is that grows, and how long its rows are kept; `docs/retention.md` tells more.
struct SizeReport {
  struct Line: Encodable {
    let table: String
    let rows: Int64
    let bytes: Int64
    let kept: String
  }

  let lines: [Line]
  private let language: Language

  init(_ sizes: [TableSize], in language: Language) {
    self.language = language
    lines = sizes.map {
      Line(table: $0.table, rows: $0.rows, bytes: $0.bytes, kept: Self.kept($0.table, in: language))
    }
  }

  var text: String {
    let heading = language == .chinese ? ["表", "行", "大小", "保留"] : ["table", "rows", "size", "kept"]
    let rows = lines.map { [$0.table, "\($0.rows)", ByteCount.text($0.bytes), $0.kept] }
    return Table(header: heading, rows: rows).lines().joined(separator: "\n")
  }

  private static func kept(_ table: String, in language: Language) -> String {
    let words: (english: String, chinese: String) =
      switch table {
      case "cases", "case_views": ("until the case is archived", "至案件归档")
      case "archived_cases": ("for ever; back when reopened", "永久；重新办理时取回")
      case "events", "event_texts":
        ("for ever, unless a month is taken out: lookbackd history", "永久；可按月移出：lookbackd history")
      case "detached": ("until you dump and drop it; lookbackd never does", "由你转储后删除；lookbackd 从不删除")
      case "commands":
        ("with the case into the archive; of every case the one that opened it", "随案件归档；每案只留登记它的一条")
      case "timers", "work_items", "outbox": ("until it is done", "至办结")
      case "outbox_dead": ("until somebody removes it", "至有人清除")
      default: ("for ever", "永久")
      }
    return language == .chinese ? words.chinese : words.english
  }
}
