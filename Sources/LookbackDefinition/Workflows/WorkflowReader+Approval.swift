import LookbackCore

extension WorkflowReader {
  mutating func approval(_ node: SourceNode) -> ApprovalRule? {
    guard let keys = log.keys(of: node, as: .approval) else { return nil }
    let nodes = log.list(log.required("steps", of: keys, in: "an approval"), "`steps`")
    let known = nodes.map { $0["name"]?.text }
    let steps = nodes.enumerated().compactMap { step($0.element, at: $0.offset, among: known) }
    let barred = log.texts(keys["never"], "`never`").compactMap { actor($0.text, at: $0.location) }
    let binds = keys["binds"].flatMap { path($0, "`binds`") }?.path
    guard let refusal = log.required("refusal", of: keys, in: "an approval").flatMap({ stateName($0, "`refusal`") })
    else { return nil }
    var rule = ApprovalRule(steps: steps, neverActorOf: barred, refusal: refusal, binds: binds, due: nil)
    if let due = keys["due"] { read(due, into: &rule) }
    return rule
  }

  /// Reads a span, or `{within, remind, breach}`.
  private mutating func read(_ due: SourceNode, into rule: inout ApprovalRule) {
    guard due.pairs != nil else {
      rule.due = log.span(due, "`due`")
      return
    }
    guard let keys = log.keys(of: due, as: .approvalDue) else { return }
    rule.due = log.required("within", of: keys, in: "`due`").flatMap { log.span($0, "`within`") }
    hasApprovers = true
    rule.reminders = reminders(keys["remind"])
    rule.breach = keys["breach"].flatMap { breach($0) }
    hasApprovers = false
  }

  private mutating func actor(_ text: String, at place: SourceLocation) -> String? {
    let prefix = "actor of "
    if text.hasPrefix(prefix) { return eventName(String(text.dropFirst(prefix.count)), at: place) }
    log.error("bad-actor", "`\(text)` bars nobody: write actor of EVENT", at: place)
    return nil
  }

  private mutating func step(
    _ node: SourceNode, at index: Int, among known: [String?]
  ) -> ApprovalRule.Step? {
    guard let keys = log.keys(of: node, as: .step),
      let ask = log.required("ask", of: keys, in: "a step")
    else { return nil }
    let roles = roles(asked: ask, of: keys["of"])
    let condition = keys["if"].flatMap { self.condition($0) }
    if let order = keys["order"], let need = keys["need"], need.text != "all" {
      log.error(
        "misplaced-key", "where a number must agree all are asked at once: remove `order`, or let `need` be `all`",
        at: order.location)
    }
    return ApprovalRule.Step(
      ask: roles, need: need(keys["need"]), isParallel: isParallel(keys["order"]),
      condition: condition, name: keys["name"].flatMap { stepName($0, at: index, among: known) },
      title: log.title(keys["title"], "a title"),
      refusal: keys["refusal"].flatMap { refusal($0, at: index, among: known) })
  }

  private mutating func stepName(_ node: SourceNode, at index: Int, among known: [String?]) -> String? {
    guard let name = log.name(node, "a step's name") else { return nil }
    if let first = known.firstIndex(of: name), first < index {
      log.error("duplicate-name", "`\(name)` is already an earlier step: name this one otherwise", at: node.location)
    }
    return name
  }

  /// Reads a state, or `step NAME`, which must be this step or one before it.
  private mutating func refusal(
    _ node: SourceNode, at index: Int, among known: [String?]
  ) -> ApprovalRule.Refusal? {
    guard let text = log.text(node, "`refusal`") else { return nil }
    guard text.hasPrefix("step ") else { return stateName(node, "`refusal`").map { .state($0) } }
    let name = String(text.dropFirst("step ".count))
    if let step = known.prefix(index + 1).firstIndex(of: name) { return .step(step) }
    let earlier = known.prefix(index + 1).compactMap { $0 }
    log.unknown("unknown-step", "step up to this one", name, among: earlier, at: node.location)
    return nil
  }

  /// Reads who is asked. With `of` they are posts of that unit, otherwise roles of the workflow.
  private mutating func roles(asked ask: SourceNode, of node: SourceNode?) -> [Role] {
    guard let node else { return roleNames(ask, "`ask`").compactMap { roleTable[$0] } }
    guard let unit = unit(node) else { return [] }
    let posts = ask.items ?? [ask]
    return posts.compactMap { log.name($0, "a post's name") }.map { .post($0, of: unit) }
  }

  private mutating func need(_ node: SourceNode?) -> ApprovalRule.Step.Need {
    guard let node, node.text != "all" else { return .all }
    return log.count(node, "`need`, where it is not `all`,", in: 1...100).map { .count($0) } ?? .all
  }

  private mutating func isParallel(_ node: SourceNode?) -> Bool {
    guard let node, let text = log.text(node, "`order`") else { return false }
    if text == "parallel" || text == "sequence" { return text == "parallel" }
    log.unknown("unknown-word", "order", text, among: ["parallel", "sequence"], at: node.location)
    return false
  }
}
