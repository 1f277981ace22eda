extension CourseFinding {
  var english: String {
    switch self {
    case .unreachable(let state): "`\(state)` can never be entered: lead an event to it or remove it"
    case .deadEnd(let state, let isAlways):
      "nothing leaves `\(state)`\(isAlways ? "" : " after this"): add an event, or `final: true`"
    case .noWayToEnd(let state): "no final state can be reached from `\(state)`: lead an event to one"
    case .neverHappens(let event, let state, let earlier):
      "`\(event)` can never happen\(state.map { " in `\($0)`" } ?? ""): "
        + (earlier.map { "`\($0)` always comes first" } ?? "no case comes to where it could")
        + "; remove it, or let what comes before it leave room"
    case .neverTaken(let number, let event):
      "candidate \(number) of `\(event)` can never be taken: one before it always holds; remove it, or let the earlier "
        + "ones ask for more"
    case .endlessEvent(let event):
      "the engine would fire `\(event)` again and again: change what it asks for, or let a person decide"
    case .unheardSignal(let name):
      "no workflow receives the signal `\(name)`: give it an event `\(name)` with `by: signal`"
    }
  }

  var chinese: String {
    switch self {
    case .unreachable(let state): "永远不会进入“\(state)”：请让某个事件通向它，或删去它"
    case .deadEnd(let state, let isAlways): "“\(state)”\(isAlways ? "" : "在此情形下")没有出路：请添加事件，或写 final: true"
    case .noWayToEnd(let state): "从“\(state)”到不了任何终结状态：请让某个事件通向终结状态"
    case .neverHappens(let event, let state, let earlier):
      "“\(event)”\(state.map { "在“\($0)”" } ?? "")永远不会发生："
        + (earlier.map { "“\($0)”总是先于它发生" } ?? "没有案件会到达可以发生之处") + "；请删去它，或为其留出余地"
    case .neverTaken(let number, let event):
      "“\(event)”的第\(number)个候选永远不会被采用：在它之前总有候选成立；请删去它，或收紧前面的条件"
    case .endlessEvent(let event): "系统会反复触发“\(event)”：请改变其条件所问，或交由人员决定"
    case .unheardSignal(let name): "没有流程接收信号“\(name)”：请添加 by: signal 的事件“\(name)”"
    }
  }
}
