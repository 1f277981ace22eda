package import LookbackCEL
package import LookbackTime

/// Brings a closed case back to a worklist when its time has come (look back).
package struct LookBackRule: Sendable, Hashable {
  /// The reminders around the day on which the look-back is due, until somebody has looked back.
  package var reminders: [Reminder]
  package var name: String
  package var title: Label
  package var condition: Guard?
  package var span: Span
  package var afterEvent: String
  package var who: [String]
  /// The event that the office fires then.
  package var event: String
  package init(
    name: String, title: Label = Label(english: nil, chinese: nil), condition: Guard?, span: Span, afterEvent: String,
    who: [String], event: String, reminders: [Reminder] = []
  ) {
    self.reminders = reminders
    self.name = name
    self.title = title
    self.condition = condition
    self.span = span
    self.afterEvent = afterEvent
    self.who = who
    self.event = event
  }
}
