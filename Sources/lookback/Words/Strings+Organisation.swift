/// Texts about files with persons, units and posts.
extension Strings {
  /// Returns the daemon's name of a column that is headed in English or Chinese.
  static func column(_ heading: String) -> String { columns[heading] ?? heading.lowercased() }

  private static let columns = [
    "代码": "code", "姓名": "name", "名称": "name", "用户号": "uid", "邮箱": "mail", "语言": "language", "自": "from",
    "至": "until", "发文代字": "document_code", "人员": "person", "岗位": "post", "单位": "unit",
    "上级单位": "parent",
  ]

  func unknownColumn(_ path: String, _ found: String, _ known: [String]) -> String {
    pick(
      "`\(path)` has a column `\(found)`; the columns are \(known.joined(separator: ", "))",
      "`\(path)` 有“\(found)”一列；可用的列为 \(known.joined(separator: "、"))")
  }

  func missingColumns(_ path: String, _ names: [String]) -> String {
    pick(
      "`\(path)` lacks the column \(names.joined(separator: ", "))", "`\(path)` 缺少列 \(names.joined(separator: "、"))")
  }

  func cellCount(expected: Int, found: Int) -> String {
    pick("\(expected) cells were expected, found \(found)", "应为 \(expected) 格，实为 \(found) 格")
  }

  func missingCell(_ name: String) -> String { pick("\(name) is empty", "\(name) 为空") }

  func noUser(_ text: String) -> String { pick("`\(text)` is no number of a user", "“\(text)”不是用户号") }

  func malformedLDIF(_ path: String, _ error: MalformedLDIF) -> String {
    let reason =
      switch error.reason {
      case .noColon: ("`name: value` was expected", "应为 `name: value`")
      case .badBase64: ("the value behind `::` is no base64 of UTF-8", "`::` 之后不是 UTF-8 的 base64")
      case .address: ("values that stand elsewhere (`:<`) are not read", "不读取存于他处的值（`:<`）")
      case .change: ("a change of a directory is not read, only entries", "只读取条目，不读取目录变更")
      case .continuation: ("a continued line has nothing before it", "续行之前没有内容")
      }
    return pick("`\(path)`, line \(error.line): \(reason.0)", "`\(path)` 第 \(error.line) 行：\(reason.1)")
  }

  func badEntry(_ line: Int, _ problem: String) -> String { pick("line \(line): \(problem)", "第 \(line) 行：\(problem)") }

  var fact: String { pick("WHAT", "项目") }

  /// - Parameter key: as the daemon names it.
  func unitKey(_ key: String) -> String {
    switch key {
    case "code": pick(key, "代码")
    case "name": pick(key, "名称")
    case "document_code": pick("letter code", "发文代字")
    case "parent": pick("under", "上级单位")
    case "from": pick(key, "自")
    case "until": pick(key, "至")
    case "successor": pick("merged into", "并入")
    case "below": pick("unit below", "下级单位")
    case "posts": pick("post", "岗位")
    default: key
    }
  }

  func formerName(_ day: String) -> String { pick("name until \(day)", "\(day) 前的名称") }

  func unitEnded(_ code: String, _ other: String) -> String {
    let more = other.isEmpty ? ("", "") : ("; \(other) takes over", "；由 \(other) 承接")
    return pick("\(code) does not exist from today on" + more.0, "\(code) 自今日起撤销" + more.1)
  }

  func sending(_ count: Int) -> String { pick("\(count) entries are sent", "正在提交 \(count) 条") }

  func importedEntries(new: Int, changed: Int, unchanged: Int, dry: Bool) -> String {
    pick(
      "\(new) new, \(changed) changed, \(unchanged) as they were" + (dry ? "; nothing was imported" : ""),
      "新增 \(new) 条，变更 \(changed) 条，未变 \(unchanged) 条" + (dry ? "；未作导入" : ""))
  }

  func refusedEntries(_ count: Int) -> String {
    pick("\(counted(count, "problem")); nothing was imported", "\(count) 处有误，未作导入")
  }
}
