extension JoinFinding {
  var english: String {
    switch self {
    case .tooLate(let event, let groups):
      "`\(event)` can never happen: it waits for the tracks of \(groups.map { "`\($0)`" }.joined(separator: ", ")), and "
        + "once they have ended it is too late"
    case .neverHolds(let event, let state):
      "the tracks of `\(state)` are waited for in vain: `\(event)` can never hold"
    case .mayHang(let event, let state):
      "`\(event)` can never fire after this, and no other event of `\(state)` leads on"
    case .firesTwice(let event):
      "`\(event)` completes more than once: it holds again at once, because nothing it asks for changes"
    case .tracksLeft(let group, let state):
      "tracks of `\(group)` still run when `\(state)` is left: wait for them, or write `join: none`"
    }
  }

  var chinese: String {
    switch self {
    case .tooLate(let event, let groups):
      "“\(event)”不会发生：它等待\(groups.map { "“\($0)”" }.joined(separator: "、"))的分支结束，而那时已无从发生"
    case .neverHolds(let event, let state): "“\(state)”的分支永远等不到：“\(event)”的条件不可能成立"
    case .mayHang(let event, let state): "此后“\(event)”不会再发生，“\(state)”也没有其他事件可走"
    case .firesTwice(let event): "“\(event)”会重复发生：它之后条件仍然成立，因为所问的没有变化"
    case .tracksLeft(let group, let state): "离开“\(state)”时“\(group)”的分支尚未结束：请等待它们，或写 join: none"
    }
  }
}
