package import LookbackCEL
package import LookbackTime

/// Brings a finished case back before somebody's eyes when its time has come.
package struct LookBackRule: Sendable, Hashable {
  /// Around the day on which it is due, while nobody has looked back yet.
  package var reminders: [Reminder]
  package var name: String
  package var title: Label
  package var condition: Guard?
  package var span: Span
  package var afterEvent: String
  package var who: [String]
  /// The event that the office then fires.
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
