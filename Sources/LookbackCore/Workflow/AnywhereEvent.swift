/// An event that can be fired in every state but those that it excepts. It cannot be fired in a final state.
package struct AnywhereEvent: Sendable, Hashable {
  package var event: EventDefinition
  package var exceptIn: [String]
  package init(event: EventDefinition, exceptIn: [String]) {
    self.event = event
    self.exceptIn = exceptIn
  }
}
