import LookbackCore
import LookbackDefinition

/// Parts of a definition that contradict each other as they stand.
extension CodeExplanation {
  static let meanings: [CodeExplanation] = [
    .init(
      "nobody-may-fire", "An event for persons names nobody who may fire it.", "人员事件没有指定谁可触发。",
      mend: "Add `who` to the event or its state.", "请在事件或状态上添加 who。", .request("    who: office\n", "")),
    .init(
      "final-with-events", "Something happens in a final state.", "终结状态中还有事情发生。",
      mend: "Name the event in `reopen`, or remove it.",
      "请在 reopen 中写出该事件或删去。", .request("done: {final: true,", "done: {final: true, waits: without limit,")),
    .init(
      "missing-event", "An approval leads nowhere.", "审批没有去向。", mend: "Add the event `approved`.", "请添加事件 approved。",
      .request("approved: {to: done}", "agreed: {to: done, who: office}")),
    .init(
      "shadowed-candidate", "A candidate stands behind one without `if`.", "候选排在没有 if 的候选之后。",
      mend: "Give the earlier one an `if`, or remove the later.", "给前者加 if 或删去后者。",
      .request("decline: {to: done, needs: [reason]}", "decline: [{to: done}, {to: working}]")),
    .init(
      "duplicate-event", "An event stands in a state and in `anywhere`.", "事件同时写在状态和 anywhere 中。",
      mend: "Except the state in `anywhere`.", "请在 anywhere 中排除该状态。", .request("  withdraw: {to", "  decline: {to")),
    .init(
      "duplicate-group", "A name of tracks already stands for others.", "分支名称已被使用。", mend: "Choose another name.",
      "请换一个名称。",
      .request("as: main}", "as: main}\n      - {each: data.units, run: unit-part, as: main}")),
    .init(
      "nobody-can-be", "Who may fire the event is named by a field that is never set by then.", "可触发者由字段指定，而该字段此时从未填写。",
      mend: "Let an earlier event need the field, or name a post.", "请让更早的事件要求该字段，或改为岗位。",
      .request(
        "decline: {to: done, needs: [reason]}",
        "decline: {to: done, clear: [data.helper]}\n      tidy: "
          + "{to: tidying, clear: [data.helper]}\n  tidying:\n    events:\n      stop: {to: done, who: helper}")),
    .init(
      "unsatisfiable", "An approval asks for more people than `need` and `never` leave.", "need 与 never 之后可签的人不够。",
      mend: "Ask more roles, need fewer, or bar fewer.", "请多问角色、少要人数或少排除。",
      .request("ask: head, of: main-office, need: 1", "ask: proposer, need: 2")),
    .init(
      "understaffed", "The staff list has nobody, or too few, for what is asked.", "人员名单中无人或人数不足。",
      mend: "Fill the post, or ask another.", "请补充岗位人员或改问他人。",
      .staffed("", "# as it is\n", staff: "person,post,unit\nann,clerk,main-office\n", absent: 0)),
    .init(
      "staff-too-few", "With so many people away nobody is left to approve.", "有人缺席时无人可签。",
      mend: "Give the post to one more person, or ask a second role.", "请多任一人或增加一个角色。",
      .staffed(
        "", "# as it is\n", staff: "person,post,unit\nann,clerk,main-office\nbo,head,main-office\n", absent: 1)),
    .init(
      "unheard-signal", "No workflow receives the signal.", "没有流程接收该信号。", mend: "Give one an event with `by: signal`.",
      "请在某流程添加 by: signal 的事件。",
      .request("approved: {to: done}", "approved: {to: done, do: [signal answered to data.others]}")),
    .init(
      "recursive-tracks", "Tracks run their own workflow again: how deep, nobody can say.", "分支再次运行本流程，深度无法确定。",
      mend: "Run another workflow.", "请运行另一个流程。",
      .request("run: unit-part, as: main", "run: request, as: main")),
    .init(
      "bad-promise", "The promise is none that can be proved, or speaks of what is not defined.", "承诺无法证明，或提到未定义的内容。",
      mend: "Write one of the forms that the message names.", "请按提示中的形式书写。",
      .request("never signing without accept or look back", "quick answers")),
    .init(
      "promise-refuted", "A course of events breaks the promise.", "存在违反承诺的经过。",
      mend: "Mend the workflow where the course shows it, or promise less.", "按所示经过修改流程，或放宽承诺。",
      .request("never signing without accept or look back", "never done without approved")),
    .init(
      "check-too-large", "The workflow can go more ways than are explored.", "流程的可能经过超出检查范围。",
      mend: "Tell fewer values apart in guards, split the workflow, or watch fewer tracks.", "减少条件中区分的取值，拆分流程，或少观察分支。",
      .request("approved: {to: done}", "approved: {to: done}\n" + manyCounters)),
  ]

  /// Guards that count fifteen events make more configurations than are looked at.
  private static var manyCounters: String {
    var text = ""
    let numbers = 1...15
    for number in numbers { text += "      step \(number): {who: office}\n" }
    let counts = numbers.map { "count('step \($0)') > 3" }.joined(separator: " && ")
    return text + "      enough: {who: office, if: \"\(counts)\", to: done}"
  }
}
