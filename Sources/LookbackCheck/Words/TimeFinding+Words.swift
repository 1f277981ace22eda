extension TimeFinding {
  var english: String {
    switch self {
    case .clockNeverStarts(let clock): "the clock `\(clock)` never starts: nothing that is reached starts it"
    case .clockStopsAtOnce(let clock):
      "the clock `\(clock)` is stopped as soon as it starts: it starts in a state that it stops in"
    case .reminderTooEarly(let span, let term):
      "the reminder can never go out: \(span) before the end lies before the start of \(term)"
    case .reminderAfterBreach:
      "this reminder comes after the breach has been told: remind `before`, or tell it by `breach`"
    case .timerNotRetried(let event):
      "`\(event)` may be refused when it is due, and is not tried again: let a last candidate have no `if`, or lead on "
        + "by `when`"
    case .timerNeverFires(let event, let state, let earlier, let span):
      "`\(event)` can never fire: `\(earlier)` has left `\(state)` by then, after \(span)"
    case .lookBackNever(let event): "nobody will look back: no case comes to its end after `\(event)`"
    case .untimedWait(let state): "no clock runs in `\(state)`: add one, or `waits: without limit`"
    }
  }

  var chinese: String {
    switch self {
    case .clockNeverStarts(let clock): "期限“\(clock)”永远不会起算：没有可达的环节使其起算"
    case .clockStopsAtOnce(let clock): "期限“\(clock)”一起算即停止：起算时所处状态正是停止状态"
    case .reminderTooEarly(let span, let term): "该催办不会发出：到期前\(span)早于\(term)期限的起点"
    case .reminderAfterBreach: "该催办在逾期通知之后才发出：请改用 before，或由 breach 通知"
    case .timerNotRetried(let event):
      "“\(event)”到时可能因条件不成立而不发生，且不会再试：请加一个没有 if 的候选，或改用 when"
    case .timerNeverFires(let event, let state, let earlier, let span):
      "“\(event)”不会发生：“\(earlier)”在\(span)后已离开“\(state)”"
    case .lookBackNever(let event): "不会有回头看：没有案件在“\(event)”之后办结"
    case .untimedWait(let state): "“\(state)”没有期限在走：请添加期限，或写 waits: without limit"
    }
  }
}
