/// A message that follows from a transition. It leaves through the outbox, so it cannot make the event fail.
package enum Effect: Sendable, Hashable {
  case mail(Recipient)
  /// A letter that is made from the template of this name.
  case letter(String)
  /// A signal that fires an event of the cases in a field.
  case signal(event: String, to: ValuePath)
  /// A call of the web address that the installation has under this name.
  case webhook(String)
}
