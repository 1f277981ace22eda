/// Names that mean nothing, and what the rules of a definition refuse.
extension ProblemKind {
  static let names = [
    ProblemKind(
      "unknown-case", 404, ("There is no such case, or none that the caller may see.", "没有此件，或无权查看。"),
      ("Check the number.", "请核对编号。")),
    ProblemKind(
      "ambiguous-case", 409, ("More than one case is called so.", "不止一件如此称呼。"),
      ("Use one of the numbers in `cases`.", "请用 `cases` 中的编号之一。")),
    ProblemKind(
      "unknown-track", 404, ("The case has no such track.", "该件没有此分支。"),
      ("The tracks stand in the case, under `tracks`.", "分支见该件的 `tracks`。")),
    ProblemKind(
      "ambiguous-track", 409, ("More than one track could take the event.", "不止一个分支可以办理。"),
      ("Send `track` with one of `tracks`.", "请以 `track` 指明 `tracks` 之一。")),
    ProblemKind(
      "unknown-workflow", 404, ("There is no such workflow, or no such version of it.", "没有此流程或此版本。"),
      ("Use one of `known`.", "请用 `known` 之一。")),
    ProblemKind(
      "runs-as-track", 409,
      ("The workflow is what a unit does within a case and opens none of its own.", "此流程是单位在一件之内的办理，不能单独登记。"),
      ("Open one of `parents`.", "请登记 `parents` 中的流程。")),
    ProblemKind(
      "unknown-event", 404, ("No workflow of the case knows the event.", "该件的流程中没有此事项。"),
      ("`GET /v1/cases/{ref}/can` names the events.", "事项见 `GET /v1/cases/{ref}/can`。")),
    ProblemKind(
      "unknown-state", 404, ("The workflow has no such state.", "流程没有此状态。"), ("Use one of `known`.", "请用 `known` 之一。")),
    ProblemKind(
      "ambiguous-state", 422, ("Several states have this title.", "不止一个状态有此名称。"),
      ("Use the name of the state.", "请用状态的代码名。")),
    ProblemKind(
      "unknown-clock", 404, ("The case has no such clock.", "该件没有此期限。"),
      ("`detail` names those that were started.", "已起算的期限见 `detail`。")),
    ProblemKind(
      "clock-not-started", 409, ("The clock has not been started yet.", "期限尚未起算。"),
      ("Ask again after the event that starts it.", "请在起算事项办理之后再查。")),
    ProblemKind(
      "unknown-code", 422, ("A field names a person, unit or case that does not exist.", "字段所指的人员、单位或件不存在。"),
      ("`field` and `kind` say which; check the code.", "所指字段与种类见 `field` 与 `kind`，请核对代码。")),
    ProblemKind(
      "dissolved-unit", 422, ("A field names a unit that does not exist today.", "字段所指的单位今日不存续。"),
      ("Name a unit that exists; `field` says where.", "请指定存续的单位；字段见 `field`。")),
    ProblemKind(
      "retired-person", 422, ("A field names a person who is not active today.", "字段所指的人员今日不在任用期内。"),
      ("Name somebody who is active; `field` says where.", "请指定在任人员；字段见 `field`。")),
    ProblemKind(
      "unknown-field", 422, ("A field is not taken here.", "此处不接受该字段。"),
      ("`suggestion` names the one that was probably meant.", "`suggestion` 为可能所指的字段。")),
  ]

  static let rules = [
    ProblemKind(
      "not-allowed", 403, ("The caller sees the case and may not do this.", "可查看该件，但无权办理此事项。"),
      ("`who` names those who may.", "可办理者见 `who`。")),
    ProblemKind(
      "not-in-this-state", 409, ("The event is not possible in this state.", "当前状态下不能办理此事项。"),
      ("`possible` names what is.", "可办事项见 `possible`。")),
    ProblemKind(
      "fired-by-engine", 409, ("The event happens by itself and is nobody's to fire.", "此事项自动发生，不由人员办理。"),
      ("Wait for its time or its condition.", "请待其时间或条件具备。")),
    ProblemKind(
      "missing", 422, ("A field that the event needs is not given.", "缺少事项所需的字段。"),
      ("Give what `needs` names.", "请填写 `needs` 所列字段。")),
    ProblemKind(
      "ill-typed", 422, ("The value of a field is of another kind.", "字段的值类型不符。"),
      ("`detail` says what the field takes.", "字段所需见 `detail`。")),
    ProblemKind(
      "unkeepable", 422, ("A text holds the character NUL.", "文本含有空字符（NUL）。"), ("Leave it out.", "请删去。")),
    ProblemKind(
      "not-unique", 409, ("Another case has this value of a unique field.", "另一件已有此唯一值。"),
      ("Use another value, or the case that has it.", "请换用其他值，或直接办理该件。")),
    ProblemKind(
      "guard-failed", 409, ("A condition of the event does not hold.", "事项的条件不具备。"),
      ("`rule` is the condition, `readings` are the values that it read.", "条件见 `rule`，所读的值见 `readings`。")),
    ProblemKind(
      "guard-erred", 409, ("A condition could not be evaluated.", "条件无法判断。"),
      ("Give what `detail` says is missing, or have the definition mended.", "补上 `detail` 所说的内容，或请修改定义。")),
    ProblemKind(
      "tracks-running", 409, ("The event waits for tracks that have not ended.", "此事项须待分支办结。"),
      ("`running` names them.", "未办结者见 `running`。")),
    ProblemKind(
      "barred", 403, ("Four eyes: who did the one act must not decide about it.", "四眼原则：办理者不得自行审批。"),
      ("Somebody else has to decide.", "须由他人审批。")),
    ProblemKind(
      "decided-in-other-step", 409,
      (
        "The person has decided in another step of the approval, and one of both is a substitute's.",
        "此人已在本审批另一步骤表态，其中有代理身份的。"
      ),
      ("Let somebody else decide.", "请由他人表态。")),
    ProblemKind(
      "already-decided", 409, ("The person has decided on this step already.", "此人已就此步骤表态。"),
      ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "stale", 412, ("The case has moved on since it was read.", "该件自读取之后已有变化。"),
      ("Read it again and decide again.", "请重新读取后再定。")),
    ProblemKind(
      "catching-up", 409,
      ("So many events of the case are overdue that the engine does them first.", "该件到期事项过多，系统先行补办。"),
      ("Try again in a moment.", "请稍后重试。")),
    ProblemKind(
      "too-many-steps", 409, ("The definition causes automatic steps without end.", "流程定义引起的自动步骤没有尽头。"),
      ("Have the definition mended.", "请修改定义。")),
    ProblemKind(
      "too-many-signals", 409, ("Cases signal one another without end.", "案件之间互发信号没有尽头。"),
      ("Have the definitions mended.", "请修改定义。")),
    ProblemKind(
      "register-full", 409, ("The register has given its last number.", "文号已用至最后一号。"),
      ("An administrator begins another register or period.", "请管理员另设文号或年度。")),
    ProblemKind(
      "cannot-be-kept", 409, ("The database refuses for good what was decided.", "数据库不予保存该项办理。"),
      ("Trying again does not help: tell the operator the `Request-Id`.", "重试无济于事：请将 `Request-Id` 告知运维人员。")),
    ProblemKind(
      "timer-gone", 409, ("The timer is no longer armed.", "该定时已解除。"), ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "rejected", 409, ("A rule refused the command.", "规则不予受理。"), ("`detail` says which.", "原因见 `detail`。")),
    ProblemKind(
      "condition", 422, ("The condition that is to pick cases cannot be read.", "挑选案件的条件无法解析。"),
      ("Mend it at the place that `errors` shows.", "请按 `errors` 所示之处改正。")),
    ProblemKind(
      "condition-erred", 409,
      ("The condition that is to pick cases could not be answered for this one.", "挑选条件对此件无法判断。"),
      ("`detail` says what was missing.", "缺少的内容见 `detail`。")),
  ]

  static let dates = [
    ProblemKind(
      "date", 422, ("A day or moment is not written as one, or does not exist.", "日期或时刻书写有误，或并不存在。"),
      ("Write a day as YYYY-MM-DD, a moment as YYYY-MM-DDThh:mm:ssZ.", "日期写作 YYYY-MM-DD，时刻写作 YYYY-MM-DDThh:mm:ssZ。")),
    ProblemKind(
      "in-the-future", 422, ("The day of an act is after today.", "办理日期晚于今日。"),
      ("Give today or an earlier day.", "请填今日或更早的日期。")),
    ProblemKind(
      "before-the-case", 422, ("The day is before the case was opened.", "日期早于收件日期。"),
      ("Give a later day.", "请填更晚的日期。")),
    ProblemKind(
      "out-of-order", 422, ("The day is before the act that came last.", "日期早于前一步的日期。"),
      ("Give that day or a later one.", "请填该日或其后的日期。")),
    ProblemKind(
      "may-not-date-back", 403, ("The event may not be dated back, or not by this person.", "此事项不得补记，或不得由此人补记。"),
      ("Leave the day out, or let one of `who` enter it.", "不填日期，或由 `who` 之一补录。")),
    ProblemKind(
      "too-far-back", 422, ("The day lies further back than the definition lets anybody date.", "日期早于定义许可的补记范围。"),
      ("`detail` names the earliest day.", "最早日期见 `detail`。")),
    ProblemKind(
      "cannot-extend", 409, ("The clock cannot be extended.", "期限不能延期。"),
      ("`detail` says why.", "原因见 `detail`。")),
    ProblemKind(
      "same-start", 409, ("The clock counts from this day already.", "期限已自该日起算。"), ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "until-is-past", 422, ("What is to come is asked until a day that is past.", "所询截至日已过。"),
      ("Ask until today or later.", "请询至今日或以后。")),
    ProblemKind(
      "cannot-wait", 422, ("What is to come cannot be worked out until that day.", "无法推算至该日。"),
      ("Ask until an earlier day.", "请询至更早的日期。")),
    ProblemKind(
      "nothing-moves", 409, ("With the newest calendars no date of the case is different.", "按最新日历该件期限均无变动。"),
      ("Nothing is to be done.", "无须再办。")),
  ]
}
