/// When something happens, as the notation says it: around an anchor, at it, or again and again.
///
/// The anchor is what the notation names there, such as `event all replied`, `data.announced_due` or `2020-08-12`;
/// the reader of the definition knows which anchors it allows.
package enum TimeExpression: Hashable, Sendable {
  /// `15 working days before due`.
  case before(Span, anchor: String)
  /// `1 year after event all replied`.
  case after(Span, anchor: String)
  /// `at data.announced_due`.
  case at(anchor: String)
  /// `every 3 months`; never of no length.
  case every(Span)
}
