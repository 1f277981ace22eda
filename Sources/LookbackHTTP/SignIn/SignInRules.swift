package import LookbackSignIn

/// What the office asks of those who sign in with a password.
package struct SignInRules: Sendable, Hashable {
  package var policy = PasswordPolicy.asvs
  /// What a hash of a password costs.
  package var cost = PasswordHash.Cost.standard
  /// After how many seconds without a request a session ends.
  package var idle = 30 * 60
  /// After how many seconds a session ends in any case.
  package var lifetime = 12 * 3_600
  /// After how many seconds an initial password is no longer taken.
  package var initialLifetime: Int64 = 7 * 86_400

  package init() {}
}
