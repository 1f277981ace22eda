/// Fired from every state but those it excepts, final states included in the exception by default.
package struct AnywhereEvent: Sendable, Hashable {
  package var event: EventDefinition
  package var exceptIn: [String]
  package init(event: EventDefinition, exceptIn: [String]) {
    self.event = event
    self.exceptIn = exceptIn
  }
}
