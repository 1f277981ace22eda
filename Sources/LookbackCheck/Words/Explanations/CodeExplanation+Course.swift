import LookbackCore
import LookbackDefinition

/// What can happen in a workflow, and what cannot.
extension CodeExplanation {
  static let course: [CodeExplanation] = [
    .init(
      "unreachable-state", "No course of events enters the state.", "没有任何经过会进入该状态。",
      mend: "Lead an event to it, or remove it.",
      "请让事件通向它或删去。",
      .request(
        "  done: {final", "  lost: {waits: without limit, who: office, events: {find: {to: done}}}\n  done: {final")),
    .init(
      "dead-end", "A case can stand there and nothing leaves.", "案件可能停在此处而没有出路。",
      mend: "Add an event, or `final: true`.",
      "请添加事件或写 final: true。",
      .request(
        ending,
        "  paused: {waits: without limit}\n" + opened(except: "done, paused")
          + "\n  pause: {to: paused, who: office, except in: [paused, done]}")),
    .init(
      "never-ends", "A case can stand there and no final state can follow.", "案件停在此处便再也到不了终结状态。",
      mend: "Lead an event to a final state.", "请让事件通向终结状态。",
      .request(
        ending,
        "  here: {waits: without limit, who: office, events: {go: {to: there}}}\n"
          + "  there: {waits: without limit, who: office, events: {go: {to: here}}}\n"
          + opened(except: "done, here, there")
          + "\n  leave: {to: here, who: office, except in: [here, there, done]}")),
    .init(
      "untimed-wait", "No clock and no timer ever runs where a case waits.", "案件等待时没有任何期限或定时。",
      mend: "Add a clock, or say `waits: without limit`.", "请添加期限，或写 waits: without limit。",
      .request("stops in: [done]", "stops in: [working, done]")),
    .init(
      "join-never-completes", "The engine waits for tracks, and what it waits for can never hold.", "系统等待分支，而条件不可能成立。",
      mend: "Ask for a state that tracks come to.", "请写分支会到达的状态。",
      .request("tracks.main.all(t, t.state == 'done')", "tracks.main.exists(t, t.state == 'dome')")),
    .init(
      "join-may-hang", "After some courses the tracks are waited for in vain.", "某些经过之后分支永远等不到。",
      mend: "Ask for every state in which tracks end, or add an event for the rest.", "请涵盖分支的所有终结状态，或为其余情形添加事件。",
      .request(
        "all done: {when: \"tracks.main.all(t, t.state == 'done')\"",
        "all done: {when: \"size(tracks.main.filter(t, t.state == 'done')) == 1\"")),
    .init(
      "join-completes-twice", "The join holds again at once after it has fired.", "汇合发生后条件立即再次成立。",
      mend: "Lead it to another state.", "请让它通向另一状态。",
      .request("t.state == 'done')\", to: signing}", "t.state == 'done')\"}\n      go on: {who: office, to: signing}")),
    .init(
      "tracks-left-running", "The join fires while tracks that it should wait for still run: they are ended.",
      "汇合发生时应等待的分支仍在进行，将被中止。", mend: "Wait for all of them, or say `join: none`.", "请等待全部分支，或写 join: none。",
      .request("tracks.main.all(t, t.state == 'done')", "tracks.main.exists(t, t.state == 'done')")),
    .init(
      "automatic-cycle", "The engine would fire the same events for ever; after 100 steps it stops, and says so.",
      "系统会不停触发同样的事件；100 步后停止并记明。", mend: "Change what the condition asks for, or let a person decide.",
      "请改变条件所问，或交由人员决定。",
      .request(
        "      decline: {to: done, needs: [reason]}",
        "      decline: {to: round}\n  round:\n    events:\n      turn: {when: \"true\", to: about}\n  about:\n"
          + "    events:\n      turn: {when: \"true\", to: round}")),
    .init(
      "guard-never-holds", "No values that can be there make the guard true.", "任何可能的取值都不能使条件成立。",
      mend: "Correct the guard, or remove what it guards.", "请改正条件或删去其所限。",
      .request("size(data.units) > 0", "data.class == 'A' && data.class == 'B'")),
    .init(
      "candidates-overlap", "Two candidates of an event can hold at once: the first is taken.", "同一事件的两个候选可能同时成立：采用前者。",
      mend: "Make the guards exclude one another, or leave the last without `if`.", "请让条件互斥，或让最后一个不写 if。",
      .request(
        "decline: {to: done, needs: [reason]}",
        "decline: [{if: \"data.size > 1\", to: done}, {if: \"data.size > 2\", to: working}]")),
    .init(
      "candidate-never-taken", "A candidate stands behind others of which one always holds.", "候选之前总有别的候选成立。",
      mend: "Remove it, or let the earlier ones ask for more.", "请删去它，或收紧前面的条件。",
      .request(
        "decline: {to: done, needs: [reason]}",
        "decline: [{needs: [size], if: \"data.size != null\", to: done}, {to: working}]")),
    .init(
      "event-never-possible", "Something else always comes before the event: it can never happen.",
      "总有别的事件先于它：它永远不会发生。",
      mend: "Remove it, or let what comes before it leave room.", "请删去它，或为其留出余地。",
      .request(
        "approved: {to: done}",
        "approved: {to: passing}\n  passing:\n    events:\n      pass: {when: \"true\", to: done}\n      hold: {to: signing, who: office}"
      )),
    .init(
      "not-proved", "Whether a case or track ends depends on data that is not followed that far.",
      "案件或分支能否办结，取决于不再跟踪的数据。",
      mend: "Ask for data of the track or of one field alone, or add an event for the rest.",
      "请改问分支自己的数据或单个字段，或为其余情形添加事件。", .text(notProved)),
    .init(
      "read-before-set", "A field of a track is read before any path sets it: it is always null there.",
      "分支字段在写入之前被读取，恒为空。",
      mend: "Let an earlier event need or take it.", "请让更早的事件要求或接受该字段。", .text(readBeforeSet)),
    .init(
      "may-be-missing", "What time or the engine is to do needs a field that may be missing then: it would be blocked.",
      "到期或自动事件所需的字段届时可能尚未填写，事件将受阻。",
      mend: "Require the field, let an event before need it, or ask `has(data.FIELD)`.",
      "请将该字段设为必填、让之前的事项要求填写，或以 `has(data.字段)` 为条件。",
      .request("decline: {to: done, needs: [reason]}", "lapse: {after: 9 days, if: data.size > 1, to: done}")),
    .init(
      "approval-asks-nobody", "The approval can open without any step that holds, and then never completes.",
      "审批可能没有任何步骤成立，因而无法完成。", mend: "Add a step without `if`, or conditions that cover every case.",
      "请添加没有 if 的步骤，或让条件覆盖所有情形。", .request("need: 1}]", "need: 1, if: \"data.urgent == true\"}]")),
  ]

  private static let ending = opened(except: "done")

  private static func opened(except states: String) -> String {
    "  done: {final: true, reopen: [look back]}\nanywhere:\n"
      + "  withdraw: {to: done, who: proposer, except in: [\(states)]}"
  }

  private static let readBeforeSet = """
    notation: 1
    workflow: answer
    version: 1
    calendar: cn
    timezone: Asia/Shanghai
    data: {checked: {type: bool}}
    roles: {office: {post: clerk, of: main-office}}
    states:
      open: {waits: without limit, who: office, events: {finish: {to: done, if: data.checked != true}}}
      done: {final: true}
    """

  private static let notProved = """
    notation: 1
    workflow: answer
    version: 1
    calendar: cn
    timezone: Asia/Shanghai
    data: {note: {type: text}}
    roles: {office: {post: clerk, of: main-office}}
    states:
      open: {waits: without limit, who: office, events: {finish: {to: done, if: size(case.units) > 1}}}
      done: {final: true}
    """

  /// What runs the workflow of these examples.
  static let readBeforeSetParent = """
    notation: 1
    workflow: again
    version: 1
    calendar: cn
    timezone: Asia/Shanghai
    data: {units: {type: list, of: unit}}
    roles: {office: {post: clerk, of: main-office}}
    states:
      start: {waits: without limit, who: office, events: {go: {to: run, needs: [units]}}}
      run:
        waits: without limit
        tracks: [{each: data.units, run: answer, as: part, join: none}]
        who: office
        events: {stop: {to: done}}
      done: {final: true}
    """
}
