package import LookbackCore
import LookbackPostgres

/// The authenticators by which people prove a second time who they are.
extension Store {
  /// Gives a person an authenticator that is not confirmed yet, in the place of another such.
  /// - Returns: false if the person has a confirmed one.
  package func addAuthenticator(
    of person: String, secret: [UInt8], by initiator: Initiator
  ) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, _ in
      try !c.query(Statements.setAuthenticator, ["person": .text(person), "secret": .bytea(secret)]).isEmpty
    }
  }

  /// Confirms the authenticator of a person by the step of a first code.
  /// - Parameter recovery: the hashes of codes that are taken once each in the place of the authenticator.
  /// - Returns: false if there is none that waits for it.
  package func confirmAuthenticator(
    of person: String, step: Int64, recovery: [[UInt8]], by initiator: Initiator
  ) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      let columns: Parameters = ["person": .text(person), "step": .int8(step), "recovery": .byteas(recovery)]
      guard try !c.query(Statements.markAuthenticator, columns).isEmpty else { return false }
      acts.append(AdministrativeAct(.authenticatorConfirmed, person, []))
      return true
    }
  }

  /// Takes the authenticator of a person away.
  /// - Returns: false if there is none.
  package func removeAuthenticator(of person: String, by initiator: Initiator) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      guard try !c.query(Statements.deleteAuthenticator, ["person": .text(person)]).isEmpty else { return false }
      acts.append(AdministrativeAct(.authenticatorRemoved, person, []))
      return true
    }
  }

  /// Notes that the code of a step was taken. Of two who send it at once, one is told that it was.
  /// - Returns: false if a code of this step or a later one was taken before.
  package func takeCode(of person: String, step: Int64) async throws(StoreError) -> Bool {
    try await !rows(Statements.takeCode, ["person": .text(person), "step": .int8(step)]) { try $0.text(0) }.isEmpty
  }

  /// Takes a recovery code.
  /// - Parameter hash: the SHA-256 of the code.
  /// - Returns: false if the person has no such code, or no longer.
  package func takeRecoveryCode(of person: String, hash: [UInt8]) async throws(StoreError) -> Bool {
    try await !rows(Statements.takeRecoveryCode, ["person": .text(person), "hash": .bytea(hash)]) {
      try $0.text(0)
    }.isEmpty
  }
}
