extension WorkflowReader {
  mutating func approval(_ node: SourceNode) -> ApprovalRule? {
    let allowed = ["steps", "never", "refusal", "binds", "due"]
    guard let keys = log.keys(of: node, allowed: allowed, in: "an approval") else { return nil }
    let steps = log.list(log.required("steps", of: keys, in: "an approval"), "`steps`").compactMap { step($0) }
    let barred = log.texts(keys["never"], "`never`").compactMap { actor($0.text, at: $0.location) }
    let binds = keys["binds"].flatMap { path($0, "`binds`") }?.path
    let due = keys["due"].flatMap { wholeDays($0, "`due`") }
    guard let node = log.required("refusal", of: keys, in: "an approval"), let refusal = stateName(node, "`refusal`")
    else { return nil }
    return ApprovalRule(steps: steps, neverActorOf: barred, refusal: refusal, binds: binds, due: due)
  }

  private mutating func actor(_ text: String, at place: SourceLocation) -> String? {
    let prefix = "actor of "
    if text.hasPrefix(prefix) { return eventName(String(text.dropFirst(prefix.count)), at: place) }
    log.error("bad-actor", "`\(text)` bars nobody: write actor of EVENT", at: place)
    return nil
  }

  private mutating func step(_ node: SourceNode) -> ApprovalRule.Step? {
    let allowed = ["ask", "of", "need", "order", "if"]
    guard let keys = log.keys(of: node, allowed: allowed, in: "a step"),
      let ask = log.required("ask", of: keys, in: "a step")
    else { return nil }
    let roles = roles(asked: ask, of: keys["of"])
    let condition = keys["if"].flatMap { self.condition($0) }
    return ApprovalRule.Step(
      ask: roles, need: need(keys["need"], among: roles.count), isParallel: isParallel(keys["order"]),
      condition: condition)
  }

  /// With `of`, posts of that unit; without, roles of the workflow.
  private mutating func roles(asked ask: SourceNode, of node: SourceNode?) -> [Role] {
    guard let node else { return roleNames(ask, "`ask`").compactMap { roleTable[$0] } }
    guard let unit = unit(node) else { return [] }
    let posts = ask.items ?? [ask]
    return posts.compactMap { log.name($0, "a post's name") }.map { .post($0, of: unit) }
  }

  private mutating func need(_ node: SourceNode?, among count: Int) -> ApprovalRule.Step.Need {
    guard let node else { return .all }
    if node.text == "all" { return .all }
    guard let need = log.count(node, "`need`, where it is not `all`,", in: 1...100) else { return .all }
    if count == 0 || need <= count { return .count(need) }
    log.error("unsatisfiable", "\(need) of \(count) cannot agree: ask more or need fewer", at: node.location)
    return .all
  }

  private mutating func isParallel(_ node: SourceNode?) -> Bool {
    guard let node, let text = log.text(node, "`order`") else { return false }
    if text == "parallel" || text == "sequence" { return text == "parallel" }
    log.unknown("unknown-word", "order", text, among: ["parallel", "sequence"], at: node.location)
    return false
  }
}
