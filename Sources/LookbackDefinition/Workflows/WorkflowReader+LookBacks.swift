import LookbackCore
import LookbackTime

extension WorkflowReader {
  mutating func lookBack(_ node: SourceNode) -> LookBackRule? {
    guard let keys = log.keys(of: node, as: .lookBack) else { return nil }
    let name = log.required("name", of: keys, in: "a look-back").flatMap { log.name($0, "a look-back's name") }
    let title = log.title(keys["title"], "a title")
    let condition = keys["if"].flatMap { self.condition($0) }
    let who = roleNames(log.required("who", of: keys, in: "a look-back"), "`who`")
    let event = log.required("event", of: keys, in: "a look-back").flatMap { lookBackEvent($0) }
    guard let at = log.required("at", of: keys, in: "a look-back"), let (span, after) = time(at), let name, let event
    else { return nil }
    return LookBackRule(
      name: name, title: title, condition: condition, span: span, afterEvent: after, who: who, event: event,
      reminders: reminders(keys["remind"]))
  }

  /// Reads an event of a state or of `anywhere`, or one that a final state names in `reopen`.
  private mutating func lookBackEvent(_ node: SourceNode) -> String? {
    guard let text = log.text(node, "`event`") else { return nil }
    let reopened = outline.keys["states"]?.pairs?.flatMap { $0.value["reopen"]?.texts.map(\.text) ?? [] } ?? []
    let known = names.defined.union(reopened).sorted()
    return named("unknown-event", "event of a state or of `reopen`", text, among: known, at: node.location)
  }

  /// Reads `SPAN after event NAME`.
  private mutating func time(_ node: SourceNode) -> (span: Span, event: String)? {
    guard let text = log.text(node, "`at`") else { return nil }
    let separator = " after event "
    guard let range = text.firstRange(of: separator) else {
      log.error(
        "bad-time", "`\(text)` is no time: write SPAN after event NAME, such as 1 year after event close",
        at: node.location)
      return nil
    }
    let place = node.location(ofScalar: text.unicodeScalars.distance(from: text.startIndex, to: range.upperBound))
    let event = eventName(String(text[range.upperBound...]), at: place)
    guard let span = log.span(String(text[..<range.lowerBound]), at: node.location), let event else { return nil }
    return wholeDays(span, "`at`", at: node.location).map { ($0, event) }
  }
}
