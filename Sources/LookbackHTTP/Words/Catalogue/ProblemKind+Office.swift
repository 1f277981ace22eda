/// Corrections, the office's people and definitions, and the daemon itself.
extension ProblemKind {
  static let corrections = [
    ProblemKind(
      "nothing-to-mend", 409, ("A correction names nothing that is to be corrected.", "更正未指明内容。"),
      ("Name a state, fields or a blocked event.", "请指明状态、字段或受阻的事项。")),
    ProblemKind(
      "not-blocked", 409, ("The event is not blocked on this track.", "此分支的该事项并未受阻。"),
      ("`blocked` names those that are.", "受阻事项见 `blocked`。")),
    ProblemKind(
      "still-blocked", 409, ("The event cannot happen now either.", "该事项现仍无法触发。"),
      ("Remove what `obstacle` names first.", "请先消除 `obstacle` 所指的障碍。")),
    ProblemKind(
      "round-over", 409, ("The state that ran this track has been left.", "派生此分支的状态已离开。"),
      ("Put the case, or the track above, back first.", "请先将主件或上级分支转回。")),
    ProblemKind(
      "mend-waits", 409, ("A correction of this case waits for a second administrator.", "该件已有更正待另一管理员确认。"),
      ("Confirm, refuse or take that one back first.", "请先确认、拒绝或撤回。")),
    ProblemKind(
      "no-mend-waits", 409, ("No correction of this number waits.", "没有此号的待确认更正。"),
      ("The case names the one that waits under `mending`.", "待确认者见该件的 `mending`。")),
    ProblemKind(
      "mend-overtaken", 409, ("The track has moved on since the correction was proposed.", "提出更正之后分支已有变化。"),
      ("Refuse it, and propose what is right now.", "请拒绝后按现状另提。")),
    ProblemKind(
      "nothing-to-move", 409, ("No track of the case runs a version from which cases move.", "该件没有可转版本的分支。"),
      ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "cannot-move", 409, ("A track cannot go on with the other version.", "分支不能转至另一版本。"),
      ("`detail` says why; the case stays with its version.", "原因见 `detail`；该件仍用原版本。")),
  ]

  static let office = [
    ProblemKind(
      "invalid", 422, ("A person, unit, post, substitute or register cannot be kept so.", "人员、单位、职务、代理或文号不合要求。"),
      ("`detail` says what it should be.", "要求见 `detail`。")),
    ProblemKind(
      "unknown-post", 404, ("The person does not hold this post.", "此人未任此职。"),
      ("`GET /v1/posts` lists who holds what.", "任职情况见 `GET /v1/posts`。")),
    ProblemKind(
      "unknown-token", 404, ("There is no such token.", "没有此令牌。"),
      ("`GET /v1/tokens` lists them.", "令牌见 `GET /v1/tokens`。")),
    ProblemKind(
      "unknown-substitute", 404, ("There is no such substitution.", "没有此代理。"),
      ("`GET /v1/substitutes` lists them.", "代理见 `GET /v1/substitutes`。")),
    ProblemKind(
      "substitute-ended", 409, ("The substitution has ended already.", "该代理已经结束。"), ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "unknown-unit", 404, ("There is no such unit.", "没有此单位。"),
      ("`GET /v1/units` lists them.", "单位见 `GET /v1/units`。")),
    ProblemKind(
      "unit-is-gone", 409, ("The unit does not exist any more.", "单位已撤销。"),
      ("`GET /v1/units/{code}` says what takes over.", "承接单位见 `GET /v1/units/{code}`。")),
    ProblemKind(
      "own-unit", 422, ("No unit is merged into itself.", "单位不能并入自身。"), ("Name another unit.", "请指定另一单位。")),
    ProblemKind(
      "units-below", 409, ("Units stand below it.", "尚有下级单位。"),
      ("Move them first.", "请先调整下级单位。")),
    ProblemKind(
      "waits-for-nothing", 409, ("The substitution waits for no consent and no confirmation.", "该代理无须同意或确认。"),
      ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "not-the-substitute", 403, ("Only the substitute consents.", "须由代理人本人同意。"),
      ("Let the substitute agree.", "请由代理人同意。")),
    ProblemKind(
      "own-substitution", 403, ("Nobody confirms a substitution of or by themselves.", "本人的代理须由他人确认。"),
      ("Let another administrator confirm it.", "请由另一管理员确认。")),
    ProblemKind(
      "already-retired", 409, ("The person has retired already.", "此人已经停用。"), ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "in-the-past", 422, ("The day is over, and what was done since stands.", "日期已过，其间所办事项仍然有效。"),
      ("Give today or a later day.", "请给出今日或更后的日期。")),
    ProblemKind(
      "own-successor", 422, ("Nobody succeeds to themselves.", "本人不能接办本人的事项。"),
      ("Name somebody else.", "请指定他人。")),
    ProblemKind(
      "inactive-successor", 422, ("The successor is not active without an end.", "接办人并非长期在任。"),
      ("Name somebody who stays.", "请指定长期在任的人员。")),
    ProblemKind(
      "work-waits", 409,
      ("The person by name, or posts of the unit, have a part in open cases.", "有在办案件指名此人，或由该单位的岗位办理。"),
      (
        "Name a `successor`, or merge the unit; `cases` has the first ones.",
        "请以 `successor` 指定接办人，或合并单位；`cases` 列出其中最先的若干件。"
      )),
    ProblemKind(
      "unknown-setting", 404, ("There is no such setting.", "没有此设置。"),
      ("`GET /v1/settings` lists them.", "设置见 `GET /v1/settings`。")),
    ProblemKind(
      "unfit-setting", 422, ("The setting cannot have this value.", "该设置不能取此值。"),
      ("`detail` says what it takes.", "可取的值见 `detail`。")),
    ProblemKind(
      "register-is-past", 409, ("The register has given this number, or a later one.", "文号已编至此号或更后。"),
      ("Set a larger number: numbers never go back.", "请设更大的号：编号不能倒退。")),
    ProblemKind(
      "unknown-redating", 404, ("There is no re-dating of this number.", "没有此次重算。"),
      ("`GET /v1/redatings` lists them.", "历次重算见 `GET /v1/redatings`。")),
    ProblemKind(
      "unknown-migration", 404, ("There is no migration of this number.", "没有此次迁移。"),
      ("`GET /v1/migrations` lists them.", "历次迁移见 `GET /v1/migrations`。")),
    ProblemKind(
      "unknown-operation", 404, ("The caller has begun no operation of this number.", "调用者没有此号的后台办理。"),
      ("`GET /v1/operations` lists them.", "后台办理见 `GET /v1/operations`。")),
    ProblemKind(
      "operation-ended", 409, ("The operation has ended already.", "该项后台办理已结束。"),
      ("Ask for its answer.", "请查看其结果。")),
    ProblemKind(
      "unknown-act", 404, ("There is no administrative act of this number.", "没有此号的管理操作。"),
      ("`GET /v1/administration` lists them.", "管理操作见 `GET /v1/administration`。")),
    ProblemKind(
      "no-moves", 409, ("No case moves to this version, since it says nothing of how.", "此版本未写明如何转入，不接收在办件。"),
      ("Publish a version with `moves`.", "请发布带 `moves` 的版本。")),
    ProblemKind(
      "refused-definitions", 422, ("Definitions have errors, and none was published.", "定义有误，均未发布。"),
      (
        "Mend each place in `errors`; the page of the checker explains the codes.",
        "请按 `errors` 逐项改正；各代码见检查器页。"
      )),
    ProblemKind(
      "real-clock", 409, ("The office runs on the real clock, which nobody moves.", "现用真实时钟，不能拨动。"),
      ("Start the daemon with `--test-clock` for a trial.", "演练请以 `--test-clock` 启动服务。")),
    ProblemKind(
      "clock-goes-back", 422, ("The test clock is to go back.", "试验时钟不能倒退。"),
      ("Give a later moment.", "请给出更晚的时刻。")),
  ]

  static let daemon = [
    ProblemKind(
      "unavailable", 503, ("The daemon or its database cannot do it now. Nothing was changed.", "服务或数据库暂时不可用。未作任何更改。"),
      (
        "Try again after `Retry-After`, with the same `Idempotency-Key`.",
        "请按 `Retry-After` 稍后以同一 `Idempotency-Key` 重试。"
      )),
    ProblemKind(
      "unknown-outcome", 503, ("The database did not say whether it was recorded.", "数据库未答复是否已记录。"),
      ("Repeat it with the same `Idempotency-Key`: it is never done twice.", "请以同一 `Idempotency-Key` 重发，不会重复办理。")),
    ProblemKind(
      "failure", 500, ("The daemon failed.", "服务出错。"),
      ("Tell the operator the `Request-Id`; the log has the reason.", "请将 `Request-Id` 告知运维人员；原因见服务日志。")),
  ]
}
