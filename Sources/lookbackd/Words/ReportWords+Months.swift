extension ReportWords {
  var headingOfMonths: [String] {
    [
      pick("month", "月份"), pick("events", "事件"), pick("size", "大小"), pick("first", "首日"), pick("last", "末日"),
      pick("cases not archived", "未归档案件"), pick("where", "所在"),
    ]
  }

  var noMonths: String { pick("there are no monthly partitions.", "没有按月的分区。") }

  var noEarlierMonth: String { pick("there is no earlier partition.", "没有更早的分区。") }

  /// Says how many cases keep a month among the partitions.
  func holders(open: Int64, ended: Int64) -> String {
    open + ended == 0 ? pick("none", "无") : pick("\(open) open, \(ended) ended", "在办 \(open)，已办结 \(ended)")
  }

  var partition: String { pick("partition", "分区") }

  /// - Parameter table: the table that holds its events; nil if it is not in this database.
  func takenOut(on day: String, by person: String, in table: String?, digest: Substring) -> String {
    let place = table.map { pick("in \($0)", "在 \($0)") } ?? pick("not in this database", "不在本库")
    return pick(
      "taken out on \(day) by \(person), \(place), digest \(digest)", "\(person) 于 \(day) 移出，\(place)，摘要 \(digest)")
  }
}
