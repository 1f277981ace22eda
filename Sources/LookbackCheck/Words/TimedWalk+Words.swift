import LookbackTime

extension TimedWalk.Limit {
  /// The limit in words that follow "it can take".
  func text(in language: Language) -> String {
    switch (self, language) {
    case (.atMost(let length), .english): "at most \(length.text(in: .english))"
    case (.atMost(let length), .chinese): "最长\(length.text(in: .chinese))"
    case (.notDecided, .english): "a time that was not found out: there are too many courses"
    case (.notDecided, .chinese): "无法求出：经过过多"
    case (_, .english): "any time: \(reason(in: .english))"
    case (_, .chinese): "没有上限：\(reason(in: .chinese))"
    }
  }

  /// Says why there is no limit.
  func reason(in language: Language) -> String {
    switch (self, language) {
    case (.openWait(let state), .english): "nothing limits the wait in `\(state)`"
    case (.openWait(let state), .chinese): "“\(state)”的等待没有期限"
    case (.givenDate(let state, let clock), .english): "the wait in `\(state)` ends with the date given for `\(clock)`"
    case (.givenDate(let state, let clock), .chinese): "“\(state)”只受“\(clock)”所给日期的限制"
    case (.repeats(let event, let state), .english): "`\(event)` can come again and again in `\(state)`"
    case (.repeats(let event, let state), .chinese): "“\(state)”中“\(event)”可以反复发生"
    case (.atMost, _), (.notDecided, _): text(in: language)
    }
  }
}
