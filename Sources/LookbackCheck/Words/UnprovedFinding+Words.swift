import LookbackCEL

extension UnprovedFinding {
  var english: String {
    switch self {
    case .tooLarge:
      "more than \(ExplorationBudget.steps) steps are possible: tell fewer values and tracks apart in guards"
    case .recursiveTracks(let group):
      "the tracks of `\(group)` run this workflow again: what they do is not followed"
    case .leavingState(let state, let condition):
      "that a case always comes out of `\(state)` is not proved: `\(condition)` compares fields with each other, and "
        + "what they hold is not followed that far; add an event for the rest, or let a person decide"
    case .leavingTrack(let state, let fields):
      "that a track always comes out of \(state.map { "`\($0)`" } ?? "every state") is not proved: with "
        + "\(fields.equations) nothing leads to an end, and whether that changes is not followed; let the guards ask for "
        + "data of the track, or add an event for the rest"
    case .promise(let text):
      "`\(text)` is neither proved nor refuted: it hangs on a guard that compares fields with each other, and what they "
        + "hold is not followed that far; compare one field with a value, or let a person decide"
    case .promiseOfManyCourses(let text):
      "`\(text)` is neither proved nor refuted: there are too many courses to be measured; promise it of fewer states, "
        + "or name events by `without`"
    }
  }

  var chinese: String {
    switch self {
    case .tooLarge: "可能的步骤超过\(ExplorationBudget.steps)个：请减少条件中区分的取值和分支"
    case .recursiveTracks(let group): "“\(group)”的分支会再次运行本流程：检查不再跟进它们"
    case .leavingState(let state, let condition):
      "未能证明案件总能离开“\(state)”：`\(condition)` 将字段相互比较，其取值不再跟踪；请为其余情形添加事件，或交由人员决定"
    case .leavingTrack(let state, let fields):
      "未能证明分支总能离开\(state.map { "“\($0)”" } ?? "各状态")：\(fields.equations) 时到不了终结状态，而它是否会改变不予跟踪；"
        + "请改问分支自己的数据，或为其余情形添加事件"
    case .promise(let text):
      "承诺“\(text)”既未证明也未推翻：它取决于相互比较字段的条件，而其取值不再跟踪；请将字段与写明的值比较，或交由人员决定"
    case .promiseOfManyCourses(let text):
      "承诺“\(text)”既未证明也未推翻：经过过多，无法逐一计算；请就较少的环节作出承诺，或以 without 写明事件"
    }
  }
}

extension [String: Known] {
  /// The values of fields of the case, such as `case.urgent = true`, in the order of the names.
  fileprivate var equations: String {
    sorted { $0.key < $1.key }.map { "case.\($0.key) = \($0.value.brief)" }.joined(separator: ", ")
  }
}
