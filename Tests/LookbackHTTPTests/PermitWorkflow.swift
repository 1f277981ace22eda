/// A small matter with what the addresses show: a unique number, a clock with its article, a condition, an end, two
/// administrators for a correction; and the second versions of it and of its calendar.
enum PermitWorkflow {
  static let text = """
    notation: 1
    workflow: permit
    version: 1
    title: {en: Permit, zh: 许可}
    calendar: plain
    timezone: Asia/Shanghai
    data:
      number: {type: text, max: 20, unique: true, title: {en: number, zh: 编号}}
      subject: {type: text, max: 200, title: {en: subject, zh: 事由}}
      fee: {type: int, title: {en: fee, zh: 费用}}
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办公室}}
      reader: {post: reader, of: desk, title: {en: reader, zh: 查阅人}}
    clocks:
      reply:
        title: {en: reply, zh: 答复}
        law: 许可法 第四条
        runs: 10 working days
        from: state open
        stops in: [granted]
        breach: {tell: office}
    states:
      open:
        title: {en: in hand, zh: 办理中}
        who: office
        events:
          note: {title: {en: note, zh: 记录}, needs: [fee]}
          grant:
            title: {en: grant, zh: 准予}
            if: [{cel: "has(data.fee) && data.fee > 0", else: {en: the fee is not paid, zh: 尚未缴费}}]
            to: granted
      granted: {title: {en: granted, zh: 已准予}, final: true}
    mend: {by: two}

    """

  static let second =
    text.replacing("version: 1", with: "version: 2").replacing("runs: 10 working", with: "runs: 12 working")
    + "moves: {from: 1, clocks: {reply: recompute}}\n"

  static let calendar = """
    notation: 1
    calendar: plain
    version: 1
    title: {en: plain, zh: 普通}
    weekend: [saturday, sunday]
    years: {}

    """

  /// The files of an office that begins.
  static let files: [(name: String, source: String)] = [
    ("permit.yaml", text), ("calendars/plain.yaml", calendar),
  ]
}

extension PermitWorkflow {
  static let calendarWithLongWeekend = calendar.replacing("version: 1", with: "version: 2")
    .replacing("[saturday, sunday]", with: "[friday, saturday, sunday]")
}
