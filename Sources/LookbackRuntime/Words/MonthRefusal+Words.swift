import LookbackAudit
import LookbackStore
import LookbackTime

extension MonthRefusal {
  var english: String {
    switch self {
    case .unknown: "There is no table for this month: `lookbackd history list` lists those there are."
    case .notOver: "It is not over, or has been for less than a day, by the clock of some office."
    case .earlierMonth(let name): "\(name) is earlier and still a partition: take that out first, or use --before."
    case .held(let cases, let some):
      "Cases that are not archived have events in it: \(cases)."
        + some.map { "\n    \($0.id)\($0.hasEnded ? ", ended" : ", open"): \($0.title)" }.joined()
        + (cases > Int64(some.count) ? "\n    …" : "")
        + "\n    Open ones must end. Ended ones go into the archive by themselves (`lookbackd serve --archive-after`) "
        + "once nobody has anything to do in them."
    case .faulty(let faults):
      "Not every history that goes through it is sound: look into these, see `lookbackd verify`."
        + faults.prefix(20).map { "\n    \($0)" }.joined()
    case .missingTables(let month):
      "\(month.table) and \(month.textTable) are not in this database: restore both from where they were dumped to."
    case .altered(let found, let expected):
      "Its table has \(found) events and \(expected) were taken out: restore it whole, from an unchanged dump."
    case .alteredRecord:
      "What was recorded when it was taken out has been changed since: find out by whom, and restore detached_chains "
        + "from a backup."
    case .partlyOut(let events):
      "It was taken out, and \(events) events of it were recorded since, as after a test clock that ran ahead: bring it "
        + "back first (`lookbackd history attach`), which puts both together; then take it out again."
    case .busy:
      "The lock on history could not be had: `lookbackd doctor` names transactions that are open for long. "
        + "Nothing has happened; try again."
    }
  }

  var chinese: String {
    switch self {
    case .unknown: "没有这个月的表：`lookbackd history list` 列出现有月份。"
    case .notOver: "按某个机关的时钟，该月尚未结束，或结束不满一天。"
    case .earlierMonth(let name): "\(name) 更早，仍是分区：请先移出它，或使用 --before。"
    case .held(let cases, let some):
      "有 \(cases) 个尚未归档的案件在该月有事件。"
        + some.map { "\n    \($0.id)（\($0.hasEnded ? "已办结" : "在办")）：\($0.title)" }.joined()
        + (cases > Int64(some.count) ? "\n    ……" : "")
        + "\n    在办的须先办结；已办结的，待无人有待办事项后自动归档（`lookbackd serve --archive-after`）。"
    case .faulty(let faults):
      "经过该月的历史并非全部完好：请查明下列各处，参见 `lookbackd verify`。"
        + faults.prefix(20).map { "\n    案件 \($0.id)，第 \($0.sequence) 条事件：\($0.kind)" }.joined()
    case .missingTables(let month):
      "\(month.table) 和 \(month.textTable) 不在本数据库中：请从转储文件恢复这两个表。"
    case .altered(let found, let expected):
      "表中有 \(found) 条事件，移出时有 \(expected) 条：请从未经改动的转储文件完整恢复。"
    case .alteredRecord: "移出时的记录后来被改动：请查明何人所为，并从备份恢复 detached_chains。"
    case .partlyOut(let events):
      "该月已经移出，其后又记录了 \(events) 条该月的事件（如测试时钟曾走在前面）：请先用 `lookbackd history attach` 移回，两部分会合在一起，再重新移出。"
    case .busy: "拿不到历史表的锁：`lookbackd doctor` 会指出长时间未结束的事务。什么也没有改动，请再试。"
    }
  }
}

extension HistoryMonth {
  /// The name of the table that holds the texts of a month that is out.
  package var textTable: String { table.replacing("detached_events", with: "detached_texts") }

  /// Says how much was taken out, when and by whom.
  func counts(_ language: Language) -> String {
    guard let act = detachment else { return "" }
    let day = act.at.utcDay
    return switch language {
    case .english: "\(act.events) events of \(act.cases) cases, on \(day) by \(act.person)"
    case .chinese: "\(act.cases) 个案件的 \(act.events) 条事件，\(act.person) 于 \(day)"
    }
  }
}
