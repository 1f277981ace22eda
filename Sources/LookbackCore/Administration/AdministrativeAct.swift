package import LookbackTime

/// What was done to the office itself, beside its cases: to its people, posts, tokens, registers, clock or definitions;
/// or an attempt that was refused.
package struct AdministrativeAct: Hashable, Sendable {
  /// The kinds of acts. History contains the raw values, so none of them is ever changed.
  package enum Kind: String, Sendable, CaseIterable {
    case officeCreated = "office-created"
    case personAdded = "person-added"
    case personChanged = "person-changed"
    case personRetired = "person-retired"
    case unitAdded = "unit-added"
    case unitChanged = "unit-changed"
    case unitMerged = "unit-merged"
    case unitDissolved = "unit-dissolved"
    case postGiven = "post-given"
    case postTaken = "post-taken"
    case tokenMade = "token-made"
    case tokenRevoked = "token-revoked"
    case signedIn = "signed-in"
    case signedOut = "signed-out"
    case dutyGiven = "duty-given"
    case dutyTaken = "duty-taken"
    case officeChanged = "office-changed"
    case emergencyDeclared = "emergency-declared"
    case emergencyEnded = "emergency-ended"
    case passwordSet = "password-set"
    case authenticatorConfirmed = "authenticator-confirmed"
    case authenticatorRemoved = "authenticator-removed"
    case substituteNamed = "substitute-named"
    case substituteAgreed = "substitute-agreed"
    case substituteEnded = "substitute-ended"
    case settingChanged = "setting-changed"
    case registerSet = "register-set"
    case clockMoved = "clock-moved"
    case definitionPublished = "definition-published"
    case redating
    case migration
    case signInRefused = "sign-in-refused"
    case administrationRefused = "administration-refused"
  }

  /// One value that the act set, with the value before.
  package struct Fact: Hashable, Sendable {
    package let name: String
    /// Nil if there was none.
    package let before: String?
    /// Nil if there is none any more.
    package let after: String?

    package init(_ name: String, from before: String? = nil, to after: String?) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  package let kind: Kind
  /// What it was done to: the code of a person or unit, the name of a register or definition, the address of a request.
  package let subject: String
  /// What changed. No token and no hash of one is ever among the values.
  package let facts: [Fact]

  package init(_ kind: Kind, _ subject: String, _ facts: [Fact]) {
    self.kind = kind
    self.subject = subject
    self.facts = facts
  }
}

/// An act as it stands in the chain of the office.
package struct RecordedAct: Hashable, Sendable {
  /// Its number, from 1 on without gaps.
  package let number: Int64
  /// When it was recorded, by the office's clock.
  package let at: Moment
  package let initiator: Initiator
  package let act: AdministrativeAct

  package init(number: Int64, at: Moment, initiator: Initiator, act: AdministrativeAct) {
    self.number = number
    self.at = at
    self.initiator = initiator
    self.act = act
  }
}
