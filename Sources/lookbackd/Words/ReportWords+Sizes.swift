extension ReportWords {
  var headingOfSizes: [String] { [pick("table", "表"), pick("rows", "行"), pick("size", "大小"), pick("kept", "保留")] }

  /// Says how long the rows of a table are kept.
  func kept(_ table: String) -> String {
    switch table {
    case "cases", "case_views": pick("until the case is archived", "至案件归档")
    case "archived_cases": pick("for ever; back when reopened", "永久；重新办理时取回")
    case "events", "event_texts":
      pick("for ever, unless a month is taken out: lookbackd history", "永久；可按月移出：lookbackd history")
    case "detached": pick("until you dump and drop it; lookbackd never does", "由你转储后删除；lookbackd 从不删除")
    case "commands": pick("with the case into the archive; of every case the one that opened it", "随案件归档；每案只留登记它的一条")
    case "timers", "work_items", "outbox": pick("until it is done", "至办结")
    case "outbox_dead": pick("until somebody removes it", "至有人清除")
    default: pick("for ever", "永久")
    }
  }
}
