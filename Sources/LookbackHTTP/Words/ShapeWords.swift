import LookbackJSON
import LookbackTime

/// Names declared forms in a few words, for tables of the reference.
struct ShapeWords {
  let language: Language

  func text(_ shape: JSONShape) -> String {
    if let name = SchemaWriter.name(of: shape) { return "[\(name)](#\(name.lowercased()))" }
    return plain(shape)
  }

  private func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  private func plain(_ shape: JSONShape) -> String {
    switch shape {
    case .truth: pick("true or false", "true 或 false")
    case .whole(let range): whole(range)
    case .text(let range):
      range.upperBound == .max
        ? pick("text", "文本")
        : pick("text, \(range.lowerBound) to \(range.upperBound)", "文本，\(range.lowerBound) 至 \(range.upperBound) 字符")
    case .day: pick("day", "日期")
    case .moment: pick("moment", "时刻")
    case .choice(let texts): texts.map { "`\($0)`" }.joined(separator: pick(", ", "、"))
    case .null: "null"
    case .any: pick("any value", "任意值")
    case .either(let first, let second): text(first) + pick(" or ", "或") + text(second)
    case .list(let element, let count):
      pick("list of ", "列表：") + text(element)
        + (count.upperBound == .max ? "" : pick(", \(count.upperBound) at most", "，至多 \(count.upperBound) 项"))
    case .object: pick("object", "对象")
    case .named(let element): pick("by name: ", "按名：") + text(element)
    case .data: pick("fields", "字段")
    }
  }

  private func whole(_ range: ClosedRange<Int64>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (0, .max), (.min, .max): pick("whole number", "整数")
    case (let low, .max): pick("whole number from \(low)", "整数，\(low) 起")
    case (let low, let high): pick("whole number, \(low) to \(high)", "整数，\(low) 至 \(high)")
    }
  }
}

/// The headings and sentences of the generated parts of the reference pages.
struct PageWords {
  let language: Language

  private func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  var addresses: String { pick("Addresses", "地址") }
  var forms: String { pick("Forms", "格式") }
  var codes: String { pick("Codes", "代码") }
  var placeCodes: String { pick("Codes of places", "各处错误的代码") }
  var parameters: String { pick("| Parameter | Form | What |", "| 参数 | 格式 | 含义 |") }
  var body: String { pick("| Key of the body | Form | What |", "| 正文的键 | 格式 | 含义 |") }
  func answer(_ status: Int) -> String {
    pick("| Key of the answer \(status) | Form | What |", "| 答复 \(status) 的键 | 格式 | 含义 |")
  }
  var line: String { pick("| Key of a line | Form | What |", "| 每行的键 | 格式 | 含义 |") }
  var keys: String { pick("| Key | Form | What |", "| 键 | 格式 | 含义 |") }
  var entries: String { pick("The body is one object with these keys, or a list of such objects.", "正文为含下列键的对象，或其列表。") }
  func form(_ text: String) -> String { pick("The answer is \(text).", "答复为 \(text)。") }
  func plainAnswer(_ type: String) -> String { pick("The answer is `\(type)`.", "答复为 `\(type)`。") }
  var open: String { pick("Anybody is answered.", "任何人均可调用。") }
  var administrators: String { pick("For administrators.", "仅限管理员。") }
  var takesKey: String { pick("Takes `Idempotency-Key`.", "接受 `Idempotency-Key`。") }
  var isLong: String { pick("Takes `Prefer: respond-async`.", "接受 `Prefer: respond-async`。") }
  var takesMatch: String { pick("Looks at `If-Match`.", "接受 `If-Match`。") }
  var isTagged: String { pick("Has an `ETag`; looks at `If-None-Match`.", "带 `ETag`，接受 `If-None-Match`。") }
  var problems: String { pick("Problems: ", "问题：") }
  var comma: String { pick(", ", "、") }
  var needed: String { pick("needed", "必需") }
  var optional: String { pick("left out where there is nothing to say", "无内容则省略") }
  var todo: String { pick("What to do: ", "处理：") }
  func status(_ status: Int) -> String { pick("Status \(status).", "状态 \(status)。") }
}
