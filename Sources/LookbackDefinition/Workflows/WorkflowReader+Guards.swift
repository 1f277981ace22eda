import LookbackCEL
import LookbackCore

extension WorkflowReader {
  /// Reads a guard that holds or does not hold.
  mutating func condition(_ node: SourceNode, _ declarations: Declarations? = nil) -> Guard? {
    guard let compiled = compiled(node, "a guard", declarations) else { return nil }
    if FieldType.bool.accepts(compiled.type) { return compiled }
    log.error("cel-type", "a guard is true or false: the type of `\(compiled.source)` is not bool", at: node.location)
    return nil
  }

  /// Reads a guard whose value is stored in a field.
  mutating func value(_ node: SourceNode, for type: FieldType?) -> Guard? {
    guard let compiled = compiled(node, "a value", scope.looking) else { return nil }
    guard let type, !type.accepts(compiled.type) else { return compiled }
    log.error(
      "cel-type", "the field holds \(type.word), and `\(compiled.source)` is of another type", at: node.location)
    return nil
  }

  /// Reads an expression for a date which changes only if an event changes the fields that it reads.
  mutating func settledDate(_ node: SourceNode) -> Guard? {
    guard let compiled = compiled(node, "a date", scope.settled) else { return nil }
    if FieldType.date.accepts(compiled.type) { return compiled }
    log.error("cel-type", "a clock is due at a date: the type of `\(compiled.source)` is not date", at: node.location)
    return nil
  }

  private mutating func compiled(
    _ node: SourceNode, _ what: String, _ declarations: Declarations? = nil
  ) -> Guard? {
    guard let text = log.text(node, what) else { return nil }
    checkArguments(of: text, node)
    do throws(GuardErrors) { return try Guard(text, declarations: declarations ?? scope.declarations) } catch {
      for problem in error.errors {
        log.error(problem.code.rawValue, problem.message, at: node.location(ofScalar: problem.offset))
      }
      return nil
    }
  }

  /// Checks clocks, events and dates that a guard names as literal texts.
  private mutating func checkArguments(of text: String, _ node: SourceNode) {
    for call in LiteralCall.all(in: text) {
      let place = node.location(ofScalar: call.offset)
      switch call.function {
      case "clock": _ = named("unknown-clock", "clock", call.argument, among: names.clocks, at: place)
      case "count": _ = eventName(call.argument, at: place)
      case "date": _ = log.date(call.argument, at: place)
      default: break
      }
    }
  }
}
