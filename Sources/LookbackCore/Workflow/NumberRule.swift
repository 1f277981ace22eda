package import LookbackCEL

/// A gap-free number drawn when the transition commits.
package struct NumberRule: Sendable, Hashable {
  package enum Period: String, Sendable, Hashable { case year, ever }
  /// The register's name, such as `青民函`; `{document code}` stands for the letter code of the track's unit.
  package var register: String
  package var per: Period
  package var into: ValuePath
  package init(register: String, per: Period, into: ValuePath) {
    self.register = register
    self.per = per
    self.into = into
  }
}
