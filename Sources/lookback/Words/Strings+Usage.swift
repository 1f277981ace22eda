import LookbackTime

/// The sentences about words of a command line that make no sense.
extension Strings {
  var usageError: String { pick("Error", "错误") + colon }
  func see(_ help: String) -> String { pick("See '\(help)' for more information.", "用法见 `\(help)`。") }

  func notKeyValue(_ word: String) -> String { pick("`\(word)` is not key=value", "`\(word)` 不合“字段=值”的写法") }
  func notFieldValue(_ word: String) -> String { pick("`\(word)` is not field=value", "`\(word)` 不合“字段=值”的写法") }
  func lookalike(_ word: String, _ sign: LookalikeSign) -> String {
    pick(
      "`\(word)` has \(sign.name) \(sign.scalar): write key=value",
      "`\(word)` 含\(sign.chinese)“\(sign.scalar)”：请用半角等号写作“字段=值”")
  }
  func givenTwice(_ key: String) -> String { pick("`\(key)` is given twice", "`\(key)` 重复给出：请只写一次") }
  func notPostInUnit(_ text: String) -> String {
    pick("`\(text)` is not POST@UNIT, such as checker@civil-affairs", "`\(text)` 不合“岗位@单位”的写法，如 checker@civil-affairs")
  }
  var nothingToAdd: String {
    pick("give what is to be added, or --file FILE.csv", "请写明要添加的内容，或用 --file 指明 CSV 文件")
  }

  var nameTheCase: String {
    pick("name the case: lookback do CASE EVENT [key=value…]", "请写明件号：lookback do 件号 事项 [字段=值…]")
  }
  var nameTheEvent: String {
    pick("name the event: lookback do CASE EVENT [key=value…]", "请写明事项：lookback do 件号 事项 [字段=值…]")
  }
  var nameTheEventOfMany: String {
    pick(
      "name the event: lookback do --where CONDITION EVENT [key=value…]",
      "请写明事项：lookback do --where 条件 事项 [字段=值…]")
  }
  var expectIsForOne: String {
    pick("--expect is about one case: many stand at different events", "--expect 只用于一件：多件所在的记录各不相同")
  }
  var afterIsForMany: String {
    pick("--after is for many cases: give --where or another filter", "--after 只用于多件：请加 --where 或其他筛选条件")
  }
  func exclude(_ one: String, _ other: String) -> String {
    pick("\(one) and \(other) exclude each other: give one of them", "\(one) 与 \(other) 不能同时使用：请只用其一")
  }

  var sayWhy: String { pick("say why: --reason TEXT", "请写明理由：--reason 理由") }
  var confirmOrRefuse: String { pick("--confirm or --refuse: not both", "--confirm 与 --refuse 不能同时使用：请只用其一") }
  var proposedStands: String {
    pick(
      "what was proposed stands already: --confirm and --refuse take a --reason and nothing else",
      "所提更正已记录在案：--confirm、--refuse 只能另加 --reason")
  }

  func noYear(_ year: Int) -> String {
    pick("`\(year)` is no year: years run from 1 to 9999", "`\(year)` 不是年份：应为 1 至 9999")
  }
  var linesOnly: String {
    pick("`deadline compute` reads lines of JSON: add --jsonl", "`deadline compute` 逐行读取 JSON：请加 --jsonl")
  }
  func notUTF8(argument index: Int) -> String {
    pick("argument \(index) is not UTF-8: write it in a UTF-8 terminal", "第 \(index) 个参数不是 UTF-8：请在 UTF-8 终端中输入")
  }
}
