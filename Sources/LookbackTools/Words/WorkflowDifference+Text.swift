import LookbackCore
package import LookbackTime

extension WorkflowDifference {
  /// Returns the difference as a sentence, such as `clock reply: runs 20 working days → 25 working days`.
  package func text(in language: Language) -> String {
    let chinese = language == .chinese
    let name = subject.text(title, in: language)
    switch kind {
    case .added: return chinese ? "新增\(name)" : "\(name) is new"
    case .removed: return chinese ? "删去\(name)" : "\(name) is gone"
    case .renamed(let old): return chinese ? "\(name)：原名 \(old)" : "\(name) was called \(old)"
    case .changed(let property, let was, let now):
      let none = chinese ? "无" : "none"
      let values = [was, now].map { $0?.text(in: language) ?? none }
      let (before, after) = Self.shortened(values[0], values[1])
      return "\(name)\(chinese ? "：" : ": ")\(property.text(in: language)) \(before) → \(after)"
    case .reordered(let was, let now):
      let comma = chinese ? "、" : ", "
      let (before, after) = (was.joined(separator: comma), now.joined(separator: comma))
      let what = subject.kind.plural(in: language)
      let place = subject.state.isEmpty ? "" : chinese ? "状态 \(subject.state) 的" : " of state \(subject.state)"
      return chinese ? "\(place)\(what)的顺序：\(before) → \(after)" : "order of the \(what)\(place): \(before) → \(after)"
    }
  }

  /// Returns the two values with their unit only in the second, such as `20 → 25 working days`.
  private static func shortened(_ was: String, _ now: String) -> (String, String) {
    let (before, after) = (was.split(separator: " ", maxSplits: 1), now.split(separator: " ", maxSplits: 1))
    guard before.count == 2, after.count == 2, before[1] == after[1], Int(before[0]) != nil, Int(after[0]) != nil else {
      return (was, now)
    }
    return (String(before[0]), now)
  }
}

extension FacetSubject {
  fileprivate func text(_ title: Label?, in language: Language) -> String {
    guard language == .chinese else {
      return [kind.english, name, state.isEmpty ? "" : "in \(state)"].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let called = title?.chinese.map { $0 == name ? name : "\($0)（\(name)）" } ?? name
    let place = state.isEmpty ? "" : "状态 \(state) 的"
    return place + kind.chinese + (called.isEmpty ? "" : " \(called)")
  }
}

extension FacetSubject.Kind {
  fileprivate var english: String {
    switch self {
    case .workflow: "workflow"
    case .field: "field"
    case .role: "role"
    case .clock: "clock"
    case .state: "state"
    case .event: "event"
    case .anywhere: "event of any state"
    case .lookBack: "look-back"
    case .promise: "promise"
    case .moves: "moves"
    case .open: "opening"
    case .counts: "statistics"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .workflow: "流程"
    case .field: "字段"
    case .role: "角色"
    case .clock: "期限"
    case .state: "状态"
    case .event: "事项"
    case .anywhere: "各状态事项"
    case .lookBack: "回头看"
    case .promise: "承诺"
    case .moves: "版本转换"
    case .open: "登记"
    case .counts: "统计"
    }
  }

  /// Whether a workflow has only one part of this kind, so that it needs no name.
  private var isAlone: Bool { [.moves, .open, .counts].contains(self) }

  fileprivate func plural(in language: Language) -> String {
    guard language == .english else { return chinese }
    return self == .anywhere ? "events of any state" : isAlone ? english : english + "s"
  }
}

extension FacetProperty {
  /// Returns the property in words, with its number if there are several.
  package func text(in language: Language) -> String {
    let word = language == .chinese ? Self.chinese[name] ?? name : name
    return number.map { "\(word) \($0)" } ?? word
  }

  private static let chinese: [String: String] = [
    "title": "名称", "version": "版本", "calendar": "日历", "timezone": "时区", "begins in": "起始状态", "type": "类型",
    "required": "必填", "unique": "唯一", "is": "为", "final": "终结", "waits": "等待", "who": "办理人", "reopen": "重开",
    "tracks": "分支", "approval": "审签步骤数", "step": "审签步骤", "never": "回避", "refusal": "退回至", "binds": "所审文本",
    "due": "限期", "remind": "催办", "breach": "逾期标记", "breach tells": "逾期告知", "breach does": "逾期动作",
    "fired": "触发", "needs": "需填写", "takes": "可填写", "ways": "走向数", "if": "条件", "to": "去向", "set": "赋值",
    "clear": "清空", "number": "编号", "do": "动作", "waits for": "等待分支", "at": "时间", "event": "事项",
    "from": "起算", "from versions": "自版本", "states": "状态", "clocks": "期限", "data": "字段", "law": "法条", "runs": "期长",
    "counted from": "首日", "last day": "末日", "ends at": "届满", "pauses counted in": "暂停计法", "cut-off": "截止时刻",
    "stops in": "停止于", "pauses in": "暂停于", "pauses on": "暂停事项", "resumes on": "恢复事项",
    "corrected by": "更正人", "corrected with": "更正需填写", "extended": "延期", "extended at most to": "延期上限",
    "extended at most": "延期次数", "extended by": "延期批准人", "extended with": "延期需填写",
    "extension asked by": "延期申请人", "except in": "除外状态",
    "signal from": "信号来自", "mended by": "更正人数", "on time": "按期所据期限", "answer": "答复事项", "apart": "另计事项",
    "dated back": "补记", "seen by": "可见人", "read by": "可读人", "leaves tracks": "不等分支",
  ]
}
