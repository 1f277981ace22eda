import Foundation

extension String {
  /// The text in the form of Unicode in which passwords are compared, NFKC: keyboards and systems differ in the form that
  /// they send (NIST SP 800-63B, 5.1.1.2).
  package var composed: String { precomposedStringWithCompatibilityMapping }
}
