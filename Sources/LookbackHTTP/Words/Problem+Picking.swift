import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackRuntime

/// Problems with how a caller picks cases, and reasons why a picked case was refused.
extension Problem {
  static func ambiguousState(_ text: String, _ names: [String]) -> Problem {
    Problem(
      422, "ambiguous-state", ("which state?", "请指明状态"),
      (
        "several states are called \(text): use one of \(names.joined(separator: ", "))",
        "不止一个状态称为“\(text)”，请用其一：\(names.joined(separator: "、"))"
      ))
  }

  /// - Parameters:
  ///   - workflow: the workflow whose states are meant; nil means any.
  ///   - known: the states that there are.
  static func unknownState(_ text: String, of workflow: String?, suggestion: String?, _ known: [String]) -> Problem {
    let hint = hint(suggestion)
    let place = workflow.map { ("\($0) has no state `\(text)`", "流程 \($0) 没有状态“\(text)”") }
    let all = ("there are \(known.joined(separator: ", "))", "现有：\(known.joined(separator: "、"))")
    return Problem(
      404, "unknown-state", ("unknown state", "没有此状态"),
      (
        (place?.0 ?? "no workflow has a state `\(text)`") + hint.0 + "; \(all.0)",
        (place?.1 ?? "没有任何流程有状态“\(text)”") + hint.1 + "；\(all.1)"
      ), more: [.texts("known", known)])
  }

  static func unreadableCondition(_ errors: GuardErrors, in text: String) -> Problem {
    condition(
      ("the condition cannot be read: \(errors)", "条件无法解析：\(errors)"), excerpt: errors.pointed(in: text))
  }

  /// - Parameter workflow: the only workflow whose cases are asked; nil means any.
  init(_ unknown: UnknownName, _ workflow: String?) {
    let what =
      switch (unknown.kind, workflow) {
      case (.field, let workflow?):
        ("\(workflow) has no field `\(unknown.name)`", "\(workflow) 没有字段“\(unknown.name)”")
      case (.field, nil): ("no workflow has a field `\(unknown.name)`", "没有任何流程有字段“\(unknown.name)”")
      case (.path, _): ("a condition cannot read `\(unknown.name)`", "条件不能读取“\(unknown.name)”")
      }
    let hint = Self.hint(unknown.suggestion)
    self = .condition((what.0 + hint.0, what.1 + hint.1))
  }

  /// - Parameter excerpt: the lines of the condition that are wrong, with a sign under each place.
  private static func condition(_ detail: (String, String), excerpt: String? = nil) -> Problem {
    var problem = Problem(422, "condition", ("not a condition", "条件有误"), detail)
    problem.errors = [ProblemPlace("/where", code: "condition", detail, excerpt: excerpt)]
    return problem
  }

  /// - Parameter steps: the steps that one request may take.
  static func stepsSpent(_ steps: Int) -> Problem { stepsSpent(steps, ("ask for less", "请缩小范围")) }

  private static func stepsSpent(_ steps: Int, _ advice: (String, String)) -> Problem {
    Problem(
      422, "steps-spent", ("too much work for one request", "一次请求的运算过多"),
      (
        "conditions and guards took all \(steps) steps that one request may take: \(advice.0)",
        "条件与判断已用尽一次请求可用的 \(steps) 步：\(advice.1)"
      ))
  }

  /// Makes a problem from the reason for which a bulk command ended early.
  init(_ interruption: BulkInterruption, _ steps: Int) {
    switch interruption.reason {
    case .unavailable(let reason): self = .unavailable(reason)
    case .stepsSpent:
      self = .stepsSpent(
        steps,
        (
          "go on with `after`: \(interruption.last), pick fewer cases, or ask a simpler condition",
          "请以 `after`：\(interruption.last) 继续，或缩小范围、简化条件"
        ))
    }
  }

  /// Makes a problem from the reason for which a bulk command leaves a case out.
  init(_ reason: BulkRefusal.Reason, _ voice: Localizer) {
    switch reason {
    case .rejected(let rejection): self.init(rejection, in: voice)
    case .noTrack(let unit):
      self = Problem(
        404, "unknown-track", ("unknown track", "没有此分支"),
        ("the case has no track for \(unit)", "该件没有 \(unit) 的分支")
      ).said(in: voice.language)
    case .undecidable(let what):
      self = Problem(
        409, "condition-erred", ("the condition could not be answered", "条件无法判断"),
        ("the condition could not be answered: \(what)", "条件无法判断：\(what)")
      ).said(in: voice.language)
    case .failed(let why): self = Problem.unavailable(why).said(in: voice.language)
    }
  }
}
