extension GuardFinding {
  var english: String {
    switch self {
    case .neverAnswered(let condition, let event):
      "`\(condition)` can never be answered where `\(event)` asks: what it reads is not there"
    case .neverHolds(let condition, let event):
      "`\(condition)` can never hold where `\(event)` asks: no values make it true"
    case .overlap(let first, let second, let event):
      "candidates \(first) and \(second) of `\(event)` can hold at once: the first is taken"
    case .readBeforeSet(let field): "`data.\(field)` is read before any path sets it: it is always null here"
    case .mayBeMissing(let field, let expression, let event):
      "`\(field)` may be missing when `\(event)` needs `\(expression)`: it is blocked then; let an event before need it, "
        + "or ask `has(\(field))`"
    }
  }

  var chinese: String {
    switch self {
    case .neverAnswered(let condition, let event): "在“\(event)”处 `\(condition)` 无法求值：所读内容此时不存在"
    case .neverHolds(let condition, let event): "在“\(event)”处 `\(condition)` 永不成立：没有任何取值使其为真"
    case .overlap(let first, let second, let event): "“\(event)”的第\(first)与第\(second)个候选可能同时成立：将采用前者"
    case .readBeforeSet(let field): "读取 `data.\(field)` 时从未有路径写入它：此处恒为空"
    case .mayBeMissing(let field, let expression, let event):
      "“\(event)”求 `\(expression)` 时 `\(field)` 可能尚未填写，届时将受阻：请让之前的事项要求填写，或以 `has(\(field))` 为条件"
    }
  }
}
