package import LookbackCEL

/// What a transition asks of the world; it leaves through the outbox and cannot fail the event.
package enum Effect: Sendable, Hashable {
  case mail(Recipient)
  /// A letter made from the named template.
  case letter(String)
  /// Fires an event of the cases in a field.
  case signal(event: String, to: ValuePath)
  /// A call of the named web address of the installation.
  case webhook(String)
}
