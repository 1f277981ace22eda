import LookbackCore
import LookbackDefinition

/// Names that nothing defines, and values that cannot be read.
extension CodeExplanation {
  static let names: [CodeExplanation] = [
    .init(
      "unknown-step", "A refusal leads to a step that is neither this one nor before it.", "退回的步骤既不是本步骤，也不在其前。",
      mend: "Give the step a `name`, and name one up to this.", "请给步骤起 name，并写本步骤或之前的步骤。",
      .request("need: 1}]", "need: 1, refusal: step check}]")),
    .init(
      "missing-label", "What people see has no title, or only in one language: they see a bare name.",
      "人们看到的内容没有标题，或只有一种语言的标题：只能看到名称。",
      mend: "Add `title: {en: …, zh: …}`.", "请添加 title: {en: …, zh: …}。",
      .request("title: {en: Request, zh: 申请}", "title: {en: Request}")),
    .init(
      "unknown-type", "A field's type is none of those that are known.", "字段类型不存在。", mend: "Take one of the list.",
      "从列表中选择。", .request("{type: bool}", "{type: boolean}")),
    .init(
      "unknown-scheme", "No such classification scheme is there.", "没有这个分类方案。", mend: "Name a file of classes/.",
      "请写 classes/ 中的文件。", .request("classes/npc", "classes/ncp")),
    .init(
      "unknown-word", "The key takes one of a few words, and this is none.", "该键只接受几个固定词。",
      mend: "Take one of the list.",
      "从列表中选择。", .request("as: main}", "as: main, join: some}")),
    .init(
      "unknown-state", "No state has this name.", "没有这个状态。", mend: "Take the suggestion, or add the state.",
      "按提示改正或添加状态。",
      .request("to: working", "to: wroking")),
    .init(
      "unknown-role", "No role has this name.", "没有这个角色。", mend: "Take the suggestion, or add the role.", "按提示改正或添加角色。",
      .request("breach: {tell: office}", "breach: {tell: ofice}")),
    .init(
      "unknown-event", "No event has this name.", "没有这个事件。", mend: "Take the suggestion, or add the event.",
      "按提示改正或添加事件。",
      .request("actor of accept", "actor of acept")),
    .init(
      "unknown-field", "No field has this name.", "没有这个字段。", mend: "Take the suggestion, or add it to `data`.",
      "按提示改正或在 data 中添加。", .request("needs: [units]", "needs: [unit]")),
    .init(
      "unknown-track", "No tracks run this workflow here.", "此处没有运行该流程的分支。",
      mend: "Name a workflow that `tracks` runs.",
      "请写 tracks 中运行的流程。", .request("breach: {tell: office}", "breach: {tell: track.part.liaison}")),
    .init(
      "unknown-workflow", "No file defines this workflow.", "没有文件定义该流程。", mend: "Take the suggestion, or add the file.",
      "按提示改正或添加文件。", .request("run: unit-part", "run: unit-prat")),
    .init(
      "unknown-clock", "No clock has this name.", "没有这个期限。", mend: "Take the suggestion, or add the clock.",
      "按提示改正或添加期限。",
      .request("size(data.units) > 0", "clock('anwser').overdue")),
    .init(
      "unknown-calendar", "No file defines this calendar.", "没有文件定义该日历。", mend: "Take the suggestion, or add the file.",
      "按提示改正或添加文件。", .request("calendar: cn", "calendar: cm")),
    .init(
      "unknown-timezone", "The tz database has no such zone.", "tz 数据库中没有该时区。",
      mend: "Write a name such as Asia/Shanghai.",
      "请写如 Asia/Shanghai 的名称。", .request("Asia/Shanghai", "Asia/Shangai")),
    .init(
      "unknown-effect", "What `do` asks for is no effect.", "do 所写不是效果。",
      mend: "Write letter NAME, mail ROLE or signal "
        + "EVENT to FIELD.", "请写 letter、mail 或 signal。",
      .request("approved: {to: done}", "approved: {to: done, do: [fax]}")),
    .init(
      "wrong-type", "The field holds something else than is wanted.", "字段类型不符。",
      mend: "Name a field of the right type.",
      "请写类型相符的字段。", .request("person: data.lead", "person: data.due")),
    .init(
      "bad-span", "The text is no length of time.", "不是时间长度。", mend: "Write a number and a unit: 15 working days.",
      "请写数字和单位，如 15 working days。", .request("runs: 15 working days", "runs: 15 work days")),
    .init(
      "bad-law", "The articles of a term do not follow one another day by day.", "条文的适用日期没有前后相接。",
      mend: "Let each begin on the day after the one before it has ended.", "请使每条自前一条末日的次日起适用。",
      .request(
        "runs: 15 working days",
        "law: [{until: 2025-03-10, article: section 42}, {from: 2025-03-12, article: section 51}]\n    runs: 15 working days"
      )),
    .init(
      "unseen-actor", "Somebody acts in a state in which the case is not shown to them.", "有人须办理却看不到案件。",
      mend: "Add the role to `see`, `cases`.", "请把该角色写入 see 的 cases。",
      .request("clocks:\n", "see: {cases: proposer}\nclocks:\n")),
    .init(
      "unseen-field", "No rule ever lets anybody read the field.", "没有规则允许任何人读取该字段。",
      mend: "Name roles, and states in which they read it.", "请写明角色及其可读的状态。",
      .request("clocks:\n", "see: {fields: {size: {who: office, in: []}}}\nclocks:\n")),
    .init(
      "open-draft", "A text that waits for its approval is read by everybody who sees the case.", "待审文本对所有可见案件的人公开。",
      mend: "Say under `see`, `fields` who reads it, and in which states.", "请在 see 的 fields 中写明谁在哪些状态可读。",
      .text(
        """
        notation: 1
        workflow: letter
        version: 1
        calendar: cn
        timezone: Asia/Shanghai
        data: {answer: {type: text}}
        roles: {head: {post: head, of: main-office}}
        states:
          open:
            approval: {steps: [{ask: head, of: main-office}], refusal: open, binds: data.answer, due: 5 days}
            events: {approved: {to: done}}
          done: {final: true}

        """)),
    .init(
      "not-whole-days", "Hours stand where days are counted, or days where hours are.", "应以日计的写了小时，或应以小时计的写了日。",
      mend: "Write days, weeks, months or years; a clock that runs for hours is extended by hours.",
      "请写日、周、月或年；以小时计的期限按小时延长。", .request("1 year after event accept", "9 hours after event accept")),
    .init(
      "bad-time", "The text is no time.", "不是时间。", mend: "Write SPAN after event NAME; a cut-off is HH:MM.",
      "请写 SPAN after event NAME；截止时刻写 HH:MM。", .request("1 year after event accept", "1 year after accept")),
    .init(
      "bad-start", "A clock starts from an event or a state.", "期限须从事件或状态起算。", mend: "Write event NAME or state NAME.",
      "请写 event 名称或 state 名称。", .request("from: state new", "from: new")),
    .init(
      "bad-path", "A field is named by data.NAME or case.NAME.", "字段写作 data.名称或 case.名称。", mend: "Write it so.",
      "请按此书写。",
      .request("each: data.units", "each: units")),
    .init(
      "bad-actor", "`never` bars those who fired an event.", "never 排除的是触发某事件的人。", mend: "Write actor of EVENT.",
      "请写 actor of 事件。", .request("actor of accept", "accept")),
    .init(
      "bad-recipient", "This tells nobody.", "没有通知对象。", mend: "Write a role or track.WORKFLOW.ROLE.",
      "请写角色或 track.流程.角色。", .request("breach: {tell: office}", "breach: {tell: track.liaison}")),
    .init(
      "impossible-date", "The calendar has no such day.", "没有这一天。", mend: "Correct the date.", "请改正日期。",
      .request("size(data.units) > 0", "today() < date('2023-02-29')")),
    .init(
      "bad-date", "The text is no date.", "不是日期。", mend: "Write it as 2020-08-12.", "请写如 2020-08-12。",
      .request("size(data.units) > 0", "today() < date('12 August')")),
    .init(
      "fixed-date", "A version outlives a date that stands in it.", "版本的寿命长于其中写死的日期。",
      mend: "Keep the date in a field and write data.NAME.", "请把日期存入字段并写 data.名称。",
      .request("clocks:\n", "clocks:\n  notice: {at: 2030-01-01}\n")),
    .init(
      "cel-syntax", "The guard cannot be parsed.", "条件无法解析。", mend: "See docs/guards.md.", "参见 docs/guards.md。",
      .request("size(data.units) > 0", "size(data.units) >")),
    .init(
      "cel-unknown-name", "The guard names what nothing defines.", "条件用了未定义的名称。", mend: "Take the suggestion.",
      "按提示改正。",
      .request("size(data.units) > 0", "size(data.unit) > 0")),
    .init(
      "cel-type", "The types in the guard do not fit, or it is no condition.", "条件中的类型不符，或不是条件。",
      mend: "Compare like with like.",
      "请比较同类的值。", .request("size(data.units) > 0", "data.urgent > 0")),
    .init(
      "cel-cost", "The guard may take too many steps.", "条件可能需要过多步骤。", mend: "Nest fewer lists.", "减少列表嵌套。",
      .request(
        "size(data.units) > 0",
        "data.units.all(a, data.units.all(b, data.units.all(c, a == b || b == c)))")),
    .init(
      "cel-not-supported", "CEL has it, and Lookback's guards do not.", "CEL 有，但本系统的条件不支持。",
      mend: "Write what the message says.",
      "按提示改写。", .request("size(data.units) > 0", "type(data.urgent) == bool")),
  ]
}
