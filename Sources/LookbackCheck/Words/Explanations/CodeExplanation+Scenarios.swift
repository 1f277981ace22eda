import LookbackCore
import LookbackDefinition

/// What stands in files of scenarios, and what concerns more than one reading.
extension CodeExplanation {
  static let others: [CodeExplanation] = [
    .init(
      "bad-step", "A step of a scenario does nothing, or more than one thing.", "场景的一步没有动作，或有多个动作。",
      mend: "Write one of `when`, `open`, `after` and `until`; a step may also only `expect`.",
      "请只写 when、open、after、until 之一；也可以只写 expect。",
      .scenario("{when: accept, by: clerk@main-office}", "{when: accept, after: 3 days}")),
    .init(
      "idle-key", "A key means nothing in this step.", "键在此步骤中没有意义。", mend: "Remove it.", "删去该键。",
      .scenario("by: clerk@main-office}", "by: clerk@main-office, workflow: request}")),
    .init(
      "bad-post", "Whom a scenario gives a post is not written as POST@UNIT.", "场景中的岗位未按 POST@UNIT 书写。",
      mend: "Write such as clerk@main-office.", "请按 clerk@main-office 的形式写。",
      .scenario("people: {ann: clerk@main-office}", "people: {ann: clerk}")),
    .init(
      "published-version-changed",
      "This version is published and reads otherwise; history refers to what is published.",
      "该版本已发布且内容不同；历史记录引用的是已发布的内容。",
      mend: "Publish it as the next version, or restore the text.", "请作为下一版本发布，或恢复原文。",
      .onReload("version: 1 # published before with another text")),
  ]

  /// Scenarios without fault of the workflow without fault.
  package static let scenarios = """
    notation: 1
    scenarios: request
    given:
      start: 2019-01-07
      people: {ann: clerk@main-office}
    tests:
      - scenario: accepted
        steps:
          - {when: accept, by: clerk@main-office}

    """
}
