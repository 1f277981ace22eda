/// The sentences about the words of `lookback guard eval`.
extension Strings {
  func unknownOption(_ option: String) -> String { pick("Unknown option '\(option)'", "没有选项 '\(option)'") }
  var oneExpression: String {
    pick("give one expression, or --jsonl and no expression", "请给出一个表达式，或只用 --jsonl 而不写表达式")
  }
  var bindingsInLines: String { pick("with --jsonl, bindings stand in each line", "用 --jsonl 时，取值写在每一行中") }
  func notBinding(_ binding: String) -> String {
    pick(
      "`\(binding)` has no `=`: write name=JSON, such as x=3 or name='\"text\"'",
      "`\(binding)` 没有 `=`：请写作“名称=JSON”，如 x=3 或 name='\"text\"'")
  }
  func notJSON(_ text: String, _ reason: String, _ byte: Int) -> String {
    pick("`\(text)` is not JSON: \(reason) at byte \(byte)", "`\(text)` 不是 JSON：第 \(byte) 字节处 \(reason)")
  }
  func notValue(_ text: String, _ reason: String) -> String { pick("`\(text)`: \(reason)", "`\(text)`：\(reason)") }
}
