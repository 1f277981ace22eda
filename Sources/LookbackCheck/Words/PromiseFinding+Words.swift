import LookbackTime

extension PromiseFinding {
  var english: String {
    switch self {
    case .unreadable(let text):
      "`\(text)` is no promise that can be proved: write \(Self.grammar.joined(separator: ", "))"
    case .unknownName(let text, let name):
      "`\(text)` speaks of `\(name)`, which is not defined: name a state, or an event as EVENT, STATE.EVENT or "
        + "GROUP.STATE.EVENT"
    case .broken(let text): "`\(text)` does not hold: this course breaks it"
    case .untimed(let text, let state): "`\(text)` does not hold: after this, no clock runs in `\(state)`"
    case .tooLong(let text, let limit): "`\(text)` does not hold: it can take \(limit.text(in: .english))"
    }
  }

  var chinese: String {
    switch self {
    case .unreadable(let text): "“\(text)”不是可以证明的承诺：可写 \(Self.grammar.joined(separator: "、"))"
    case .unknownName(let text, let name):
      "“\(text)”提到的“\(name)”没有定义：请写状态名，或按 EVENT、STATE.EVENT、GROUP.STATE.EVENT 写事件"
    case .broken(let text): "承诺“\(text)”不成立：以下经过违反了它"
    case .untimed(let text, let state): "承诺“\(text)”不成立：经过以下事件后，“\(state)”没有期限在走"
    case .tooLong(let text, let limit): "承诺“\(text)”不成立：\(limit.text(in: .chinese))"
    }
  }

  private static var grammar: [String] { Promise.grammar.map { "`\($0)`" } }
}
