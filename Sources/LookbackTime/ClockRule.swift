/// How long a clock runs, how its days are counted, and which article says so.
package struct ClockRule: Hashable, Sendable {
  package var span: Span
  package var counting: Counting
  /// Such as 代表法 第四十二条.
  package var law: String?

  package init(span: Span, counting: Counting, law: String? = nil) {
    self.span = span
    self.counting = counting
    self.law = law
  }
}
