import LookbackCore

extension WorkflowReader {
  /// Reads `never`, or who may date back, how far, and whether a reason is needed.
  mutating func datingBack(_ node: SourceNode) -> DatingBack? {
    if node.text == "never" { return .never }
    guard let keys = log.keys(of: node, as: .back),
      let who = log.required("who", of: keys, in: "`back`"),
      let span = log.required("at most", of: keys, in: "`back`")
    else { return nil }
    let roles = roleNames(who, "`who`")
    let needs = log.texts(keys["needs"], "`needs`").compactMap {
      named("unknown-word", "need of `back`", $0.text, among: [AvailableAction.reason], at: $0.location)
    }
    guard let atMost = wholeDays(span, "`at most`") else { return nil }
    return .allowed(who: roles, atMost: atMost, needsReason: !needs.isEmpty)
  }
}
