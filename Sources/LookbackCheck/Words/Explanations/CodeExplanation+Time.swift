import LookbackCore
import LookbackDefinition

/// Clocks, reminders and timers that cannot do what they are for.
extension CodeExplanation {
  static let time: [CodeExplanation] = [
    .init(
      "clock-never-starts", "Nothing that can happen starts the clock.", "没有任何可能的经过使期限起算。",
      mend: "Start it from an event or a state that is reached.", "请从可达的事件或状态起算。",
      .request("from: state new", "from: event extend answer")),
    .init(
      "clock-stops-at-once", "The clock starts where it is stopped.", "期限起算之处正是其停止之处。",
      mend: "Remove the state from `stops in`, or start it elsewhere.", "请从 stops in 中删去该状态，或改从别处起算。",
      .request("from: state new\n    stops in: [done]", "from: state done\n    stops in: [done]")),
    .init(
      "reminder-too-early", "The reminder would go out before the clock starts.", "催办应在期限起算之前发出，因而不会发出。",
      mend: "Remind later, or give the clock a longer term.", "请推迟催办或延长期限。",
      .request("before: 3 working days", "before: 2 months")),
    .init(
      "reminder-after-breach", "The reminder comes when the breach has already been told.", "催办晚于逾期通知。",
      mend: "Remind `before`, or leave it to `breach`.", "请改用 before 或交给 breach。",
      .request("before: 3 working days", "after: 3 working days")),
    .init(
      "bad-interval", "A reminder repeats after no time at all.", "催办的重复间隔为零。", mend: "Give `every` a span.",
      "请在 every 中写大于零的时长。",
      .request("before: 3 working days", "after: 3 working days, every: 0 days, at most: 3")),
    .init(
      "unbounded-reminder", "A reminder repeats without an end, or with two.", "重复的催办没有终点，或写了两个终点。",
      mend: "Give one of `at most` and `until`.", "请写 at most 或 until 之一。",
      .request("before: 3 working days", "after: 3 working days, every: 2 days")),
    .init(
      "timer-never-fires", "Another timer of the state has always left it by then.", "同一状态的另一定时总会先离开该状态。",
      mend: "Make it shorter, or give the other one an `if`.", "请缩短它，或给另一个加 if。",
      .request(
        "decline: {to: done, needs: [reason]}",
        "give up: {after: 5 days, to: done}\n      remind: {after: 30 days}")),
    .init(
      "timer-not-retried", "A timed event may find its guards refusing when it is due; it is asked once.",
      "定时事件到时若条件不成立便不发生，且不会再试。",
      mend: "Add a last candidate without `if`, or let a `when` lead on as soon as its guard holds.",
      "请加一个没有 if 的候选，或改用 when，在条件成立时立即发生。",
      .request(
        "decline: {to: done, needs: [reason]}", "give up: {after: 5 days, if: \"data.urgent == true\", to: done}")),
    .init(
      "look-back-never", "No case ends after the event that the look-back counts from.", "没有案件在回头看所依据的事件之后办结。",
      mend: "Count from an event on the way to the end.", "请以通向办结的事件为起点。",
      .request(
        "reopen: [look back]}\n" + between + "accept",
        "reopen: [look back], events: {look back: {who: office, to: working}}}\n" + between + "extend answer")),
  ]

  private static let between =
    "anywhere:\n  withdraw: {to: done, who: proposer, except in: [done]}\nlook back:\n"
    + "  - {name: class-b, if: \"data.class == 'B'\", at: 1 year after event "

  static let calendars: [CodeExplanation] = [
    .init(
      "outside-year", "A day stands under another year.", "日期写在了别的年份下。", mend: "Move it to its year.", "请移到所属年份。",
      .calendar("days: [2019-01-01]", "days: [2020-01-01]")),
    .init(
      "holiday-and-working", "A day is a holiday and a working day.", "同一天既是假日又是工作日。", mend: "Keep one.", "保留其一。",
      .calendar("working: [2019-02-02]", "working: [2019-02-05]")),
    .init(
      "duplicate-day", "A day is named twice.", "同一天写了两次。", mend: "Keep one.", "保留一个。",
      .calendar("days: [2019-01-01]", "days: [2019-01-01, 2019-01-01]")),
    .init(
      "already-working", "A make-up working day is a working day anyway.", "所列补班日本来就是工作日。",
      mend: "Remove it, or correct the date.",
      "删去或改正日期。", .calendar("working: [2019-02-02]", "working: [2019-03-04]")),
    .init(
      "bad-weekend", "A week without working days.", "一周没有工作日。", mend: "Leave a working day.", "请保留工作日。",
      .calendar(
        "[saturday, sunday]", "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]")),
    .init(
      "missing-weekend", "Neither the calendar nor one that it extends names the weekend.", "日历及其上级都没有写周末。",
      mend: "Add `weekend`.", "请添加 weekend。", .calendar("weekend: [saturday, sunday]\n", "")),
    .init(
      "missing-hours", "A working day has no hours.", "某个工作日没有工作时间。", mend: "Give hours for every working day.",
      "请为每个工作日写工作时间。",
      .calendar("[08:30-12:00, 14:00-18:00]", "{monday: [09:00-17:00], friday: []}")),
    .init(
      "bad-hours", "Intervals of hours that overlap, run backwards or are none.", "时间段重叠、倒置或不成立。",
      mend: "Write HH:MM-HH:MM in order.",
      "请按顺序写 HH:MM-HH:MM。", .calendar("14:00-18:00", "11:00-18:00")),
    .init(
      "bad-recess", "A recess ends before it begins.", "休会期结束早于开始。", mend: "Correct the dates.", "请改正日期。",
      .calendar("to: 2020-09-01", "to: 2020-07-21")),
    .init(
      "overlapping-recess", "Two recesses overlap or touch.", "两个休会期重叠或相接。", mend: "Make them one.", "请合并为一个。",
      .calendar("from: 2020-12-18", "from: 2020-09-01")),
    .init(
      "bad-range", "A range of days ends before it begins, or is too long.", "日期范围倒置或过长。", mend: "Correct the dates.",
      "请改正日期。",
      .calendar("to: 2019-02-10", "to: 2019-02-03")),
    .init(
      "missing-year", "A year between two others is missing.", "两个年份之间缺少一年。", mend: "Add what was published for it.",
      "请补上该年公布的内容。",
      .calendar("  2020: {", "  2022: {")),
    .init(
      "circular-calendar", "A calendar extends itself.", "日历扩展了自身。", mend: "Remove one `extends`.", "删去一个 extends。",
      .calendar("version: 1", "version: 1\nextends: cn")),
  ]
}
