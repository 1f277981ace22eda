extension Strings {
  func say(_ example: String) -> String { pick("say `\(example)`", "请写 `\(example)`") }
  var openFirst: String { pick("no case yet: say `open key=value…`", "尚无案件：请先 `open key=value…`") }
  func unknownZone(_ zone: String) -> String {
    pick("the time zone \(zone) is not known", "没有时区 \(zone)：请改正流程的 timezone")
  }
  var oneOfBoth: String { pick("choose --scenario or --random", "--scenario 与 --random 请只用其一") }
  var scenarioHasStaff: String {
    pick(
      "a scenario names its own people: leave out --staff, or write them under `given`",
      "情景自带人员：请不用 --staff，或将人员写在 `given` 下")
  }
  var badSteps: String { pick("--steps is a number from 1 to 1000000", "--steps 应为 1 至 1000000") }
  func badAbsent(_ most: Int, _ found: Int) -> String {
    pick("--absent is a number from 0 to \(most): found \(found)", "--absent 应为 0 至 \(most)，实为 \(found)")
  }
  var absentNeedsStaff: String {
    pick("--absent needs the list of posts: add --staff FILE", "--absent 需要人员名单：请加 --staff 文件")
  }
  func otherWorkflow(_ found: String, _ given: String) -> String {
    pick(
      "the case runs `\(found)`, not `\(given)`: name that definition's file",
      "该件所用流程为 `\(found)`，不是 `\(given)`：请指明该流程的文件")
  }
  func noCode(_ code: String, _ near: String?) -> String {
    pick(
      "no code is called `\(code)`" + (near.map { ": did you mean `\($0)`?" } ?? ""),
      "没有代码 `\(code)`" + (near.map { "：是否指 `\($0)`？" } ?? ""))
  }
  var nothingToUndo: String { pick("nothing to undo", "没有可撤销的步骤") }
  var undone: String { pick("undone", "已撤销") }
  func notOfStaff(_ name: String) -> String {
    pick(
      "the list of staff has no `\(name)`: say `as` with a person or a post of it", "人员名单中没有“\(name)”：请用 as 指定名单中的人员或岗位"
    )
  }
  func noTrack(_ name: String) -> String {
    pick("no track is called \(name): see `show`", "没有分支“\(name)”，请用 `show` 查看")
  }
  var simulationHelp: String {
    pick(
      """
      as POST@UNIT                 speak as whoever holds this post; as NAME=POST@UNIT,… names a person
      open key=value… [--on DATE]  open a case
      EVENT key=value… [--track NAME] [--on DATE]
      wait 15 working days         let time pass; until 2020-08-12 goes to a day
      show   can   timers          where it stands; what can be done and by whom; what comes by itself
      case N   undo   quit
      """,
      """
      as 岗位@单位                 以该岗位身份办理；as 姓名=岗位@单位,… 指定一人
      open 字段=值… [--on 日期]    登记一件
      事项 字段=值… [--track 分支] [--on 日期]
      wait 15个工作日              让时间过去；until 2020-08-12 到某日
      show   can   timers          现状；可办事项及办理人；将自动发生的事
      case 件号   undo   quit
      """)
  }
  func stood(_ date: String, _ state: String) -> String { pick("\(date): \(state)", "\(date)：\(state)") }
  func seeded(_ seed: UInt64, _ steps: Int, _ refused: Int) -> String {
    pick(
      "seed \(seed): \(counted(steps, "step")), \(refused) \(refused == 1 ? "try was" : "tries were") refused",
      "种子 \(seed)：\(steps) 步，未予受理 \(refused) 次")
  }
  func scenarios(_ passed: Int, _ failed: Int, _ steps: Int) -> String {
    pick(
      "\(counted(passed, "scenario")) passed, \(failed) failed, \(counted(steps, "step"))",
      "情景通过 \(passed) 个，未通过 \(failed) 个，共 \(steps) 步")
  }
  var expected: String { pick("expected", "应为") }
  var found: String { pick("found", "实为") }
  func failedStep(_ step: Int) -> String { pick("step \(step)", "第 \(step) 步") }
  var timelineUpToThere: String { pick("up to there:", "此前经过：") }
  var coverage: String { pick("COVERAGE", "覆盖") }
  func coverageKind(_ name: String) -> String {
    pick(name, ["states": "状态", "events": "事项", "guards": "条件", "approvals": "审批"][name] ?? name)
  }
  func notCovered(_ workflow: String, _ kind: String) -> String {
    pick("\(workflow), \(kind), not covered:", "\(workflow)，\(kind)，未覆盖：")
  }
  var nothingHappens: String { pick("nothing happens by itself until then", "在此之前不会自动发生任何事") }
  func drawingFailed(_ status: Int32) -> String {
    pick("Graphviz ended with \(status): try --format dot", "Graphviz 以 \(status) 结束：请试 --format dot")
  }
  func install(_ program: String, _ package: String) -> String {
    pick(
      "SVG is drawn by `\(program)`, which is not installed: install the package \(package), or use --format dot",
      "SVG 由 `\(program)` 绘制，尚未安装：请安装软件包 \(package)，或用 --format dot")
  }
}
