/// Texts about what was done to the office itself.
extension Strings {
  var known: String { pick("KNOWN BY", "身份依据") }
  var act: String { pick("ACT", "管理操作") }
  var subject: String { pick("SUBJECT", "对象") }
  var facts: String { pick("FACTS", "内容") }
  var link: String { pick("link", "链值") }

  /// Says what an act changed; a value that is not there is empty.
  func fact(_ name: String, _ before: String, _ after: String) -> String {
    switch (before.isEmpty, after.isEmpty) {
    case (true, _): "\(name)\(colon)\(after)"
    case (false, true): pick("\(name): no longer \(before)", "\(name)：\(before)（已撤）")
    case (false, false): pick("\(name): \(before) → \(after)", "\(name)：\(before) → \(after)")
    }
  }
}
