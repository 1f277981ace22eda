package import LookbackCore

/// Who is said to ask and what names the case that is said to be meant. A batch checks both among all else that it
/// reads, in place of queries before it; a command whose claim is refuted is not decided.
package struct Claim: Sendable, Hashable {
  package var tenant: TenantID
  /// The user of the machine at the other end of the connection.
  package var user: Int64
  /// The number of the case, as it was written.
  package var reference: String

  package init(tenant: TenantID, user: Int64, reference: String) {
    self.tenant = tenant
    self.user = user
    self.reference = reference
  }
}

/// What the database says to claims.
package struct ClaimAnswers: Sendable {
  struct User: Hashable {
    let tenant: TenantID
    let number: Int64
  }
  var persons: [User: String] = [:]

  /// The person who asks, where the user is one and the reference is the number of this case, which is there; otherwise
  /// nil.
  package func person(by claim: Claim, for target: CaseID) -> String? {
    guard claim.reference == target.description else { return nil }
    return persons[User(tenant: claim.tenant, number: claim.user)]
  }
}
