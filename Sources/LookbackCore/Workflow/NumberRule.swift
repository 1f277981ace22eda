/// A number of a register that is drawn when the transition is committed, so that the series has no gaps.
package struct NumberRule: Sendable, Hashable {
  /// When the numbers count from 1 again: each year, or never.
  package enum Period: String, Sendable, Hashable { case year, ever }
  /// The name of the register, such as `青民函`. `{document code}` in it stands for the letter code of the track's unit.
  package var register: String
  package var per: Period
  package var into: ValuePath
  package init(register: String, per: Period, into: ValuePath) {
    self.register = register
    self.per = per
    self.into = into
  }
}
