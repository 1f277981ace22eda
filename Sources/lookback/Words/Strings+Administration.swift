/// Texts about what was done to the office itself.
extension Strings {
  var known: String { pick("KNOWN BY", "身份依据") }
  var act: String { pick("ACT", "管理操作") }
  var subject: String { pick("SUBJECT", "对象") }
  var facts: String { pick("FACTS", "内容") }
  var link: String { pick("link", "链值") }

  var value: String { pick("VALUE", "值") }
  var agreed: String { pick("agreed to", "已同意") }
  /// - Parameter need: as the daemon names it.
  func waits(for need: String) -> String {
    switch need {
    case "consent": pick("waits for consent", "待代理人同意")
    case "confirmation": pick("waits for confirmation", "待管理员确认")
    default: need
    }
  }

  func retired(_ code: String, _ day: String, _ successor: String) -> String {
    let other = successor.isEmpty ? ("", "") : ("; \(successor) takes over", "；由 \(successor) 接办")
    return pick("\(code) is not active from \(day) on" + other.0, "\(code) 自 \(day) 起停用" + other.1)
  }

  /// Says what an act changed; a value that is not there is empty.
  func fact(_ name: String, _ before: String, _ after: String) -> String {
    switch (before.isEmpty, after.isEmpty) {
    case (true, _): "\(name)\(colon)\(after)"
    case (false, true): pick("\(name): no longer \(before)", "\(name)：\(before)（已撤）")
    case (false, false): pick("\(name): \(before) → \(after)", "\(name)：\(before) → \(after)")
    }
  }
}
