/// The sentences about versions of workflows, and about moving cases between them.
extension Strings {
  func noWorkflow(_ argument: String) -> String {
    pick(
      "`\(argument)` is neither a file nor NAME@VERSION, such as recommendation@2",
      "`\(argument)` 既不是文件，也不是“名称@版本”（如 recommendation@2）")
  }
  func notPublished(_ name: String, _ known: [String]) -> String {
    pick(
      "error: `\(name)` is not published; there are \(known.joined(separator: ", "))",
      "错误：`\(name)` 尚未发布；现有 \(known.joined(separator: "、"))")
  }
  func published(_ kind: String, _ name: String, _ result: String) -> String {
    let chineseKind = ["workflow": "流程", "calendar": "日历", "classes": "分类方案"][kind] ?? kind
    let chineseResult = ["published": "已发布", "unchanged": "未变"][result] ?? result
    return pick("\(kind) \(name): \(result)", "\(chineseKind) \(name)：\(chineseResult)")
  }
  var nameTwo: String {
    pick("name a second version, or a file to compare with what is published", "请再指明一个版本，或指明要与已发布版本比较的文件")
  }
  func compared(_ old: String, _ new: String, _ count: Int) -> String {
    count == 0
      ? pick("\(old) and \(new) say the same", "\(old) 与 \(new) 内容相同")
      : pick(
        "\(old) → \(new): \(counted(count, "difference"))", "\(old) → \(new)：不同之处 \(count) 项")
  }
  func openCases(_ count: Int, _ version: String) -> String {
    pick("\(count) open \(count == 1 ? "case runs" : "cases run") \(version)", "在办件 \(count) 件现为 \(version)")
  }
  var result: String { pick("RESULT", "结果") }
  var why: String { pick("WHY", "原因") }
  var old: String { pick("WAS DUE", "原期限") }
  var new: String { pick("NOW DUE", "现期限") }
  var movedCount: String { pick("MOVED", "已转换") }
  var refusedCount: String { pick("REFUSED", "未能转换") }
  var finished: String { pick("FINISHED", "完成时间") }
  var cutShort: String { pick("unfinished", "未完成") }
  func goOn(_ line: String) -> String {
    pick(
      "it stopped before its end; `\(line)` goes on, and does nothing twice", "未办完即中断；执行 `\(line)` 继续，不会重复办理")
  }
  func goOn(_ number: Int, _ line: String) -> String {
    pick(
      "migration \(number) is not finished: `\(line)` goes on with it, and does nothing twice",
      "第 \(number) 次版本转换未完成：执行 `\(line)` 继续，不会重复办理")
  }

  func fate(_ word: String) -> String {
    switch word {
    case "moves": pick("moves", "转换")
    case "stays": pick("stays", "不变")
    case "refused": pick("refused", "不能转换")
    case "moved": pick("moved", "已转换")
    case "planned": pick("planned", "待转换")
    default: pick("failed", "失败")
    }
  }
  func dateReason(_ word: String) -> String {
    switch word {
    case "recomputed": pick("counted anew", "重新计算")
    case "stopped": pick("ends with the move", "随转换终止")
    case "started": pick("runs since the move", "自转换起计")
    default: pick("what the state waits for", "状态等待期")
    }
  }
  func wouldMove(_ moves: Int, _ refused: Int, _ stays: Int, _ dates: Int) -> String {
    pick(
      "moves: \(moves), refused: \(refused), stays: \(stays); dates that change: \(dates)",
      "转换 \(moves) 件，不能转换 \(refused) 件，不变 \(stays) 件；期限变动 \(dates) 个")
  }
  func migrated(_ number: Int, _ moved: Int, _ refused: Int, _ failed: Int) -> String {
    let rest = failed == 0 ? "" : pick(", failed \(failed)", "；失败 \(failed) 件")
    return pick(
      "migration \(number): moved \(moved), refused \(refused)",
      "第 \(number) 次版本转换：已转换 \(moved) 件，不能转换 \(refused) 件")
      + rest
  }
  func progress(_ looked: Int) -> String { pick("\(counted(looked, "case")) looked at", "已处理 \(looked) 件") }
  func migrateThem(_ count: Int, _ version: String) -> String {
    pick("Move \(counted(count, "case")) to \(version)? [y/N]", "是否将 \(count) 件转至 \(version)？[y/N]")
  }
  var sayYesToMigrate: String {
    pick("open cases would move: give --yes to move them", "在办件将转换版本：如确认请加 --yes")
  }
}
