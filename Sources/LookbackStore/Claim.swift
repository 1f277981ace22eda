package import LookbackCore

/// Who is said to ask and what names the case that is said to be meant. A batch checks both among all else that it
/// reads, in place of queries before it; a command whose claim is refuted is not decided.
package struct Claim: Sendable, Hashable {
  /// The user of the machine at the other end of the connection.
  package var user: Int64
  /// The number of the case, as it was written.
  package var reference: String

  package init(user: Int64, reference: String) {
    self.user = user
    self.reference = reference
  }
}

/// What the database says to claims.
package struct ClaimAnswers: Sendable {
  /// By the users that they log in as.
  var persons: [Int64: String] = [:]

  /// The person who asks, where the user is one and the reference is the number of this case, which is there; otherwise
  /// nil.
  package func person(by claim: Claim, for target: CaseID) -> String? {
    guard claim.reference == target.description else { return nil }
    return persons[claim.user]
  }
}
